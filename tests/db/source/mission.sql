INSERT INTO missions (title, order_index, difficulty, config) VALUES 
('Client Discovery Workshop', 1, 'beginner', '{
    "phases": ["email_discovery", "video_call", "system_design", "client_feedback"],
    "estimated_duration": 45,
    "learning_objectives": [
        "Identify key stakeholder concerns",
        "Demonstrate active listening",
        "Propose initial solutions"
    ],
    "unlock_conditions": {
        "type": "simple",
        "required_level": 1
    },
    "scoring": {
        "email_quality": 30,
        "video_performance": 40,
        "design_accuracy": 30
    }
}');

INSERT INTO mission_prerequisites (mission_id, prerequisite_config) VALUES
('advanced-mission-id', '{
    "logic": "AND",
    "conditions": [
        {
            "type": "missions_completed",
            "mission_ids": ["intro-1", "intro-2"],
            "minimum_score": 80
        },
        {
            "type": "OR",
            "conditions": [
                {"type": "player_level", "minimum": 5},
                {"type": "skills_unlocked", "skills": ["advanced_analysis"]}
            ]
        }
    ]
}');

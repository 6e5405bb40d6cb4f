INSERT INTO mission_content (mission_id, phase_name, content_type, content_data, sequence_order) VALUES
('mission-id', 'email_discovery', 'email', '{
    "subject": "Urgent: System Performance Issues",
    "from": {
        "name": "Sarah Chen",
        "email": "s.chen@techcorp.example",
        "role": "CTO"
    },
    "body": "Our customer portal has been experiencing significant slowdowns...",
    "attachments": [
        {
            "filename": "performance_metrics.pdf",
            "size_kb": 1024,
            "preview_available": true
        }
    ],
    "metadata": {
        "priority": "high",
        "sentiment": "concerned",
        "key_issues": ["performance", "customer_impact", "revenue_risk"]
    },
    "response_options": [
        {
            "id": "immediate_response",
            "label": "Respond immediately with initial assessment"
        },
        {
            "id": "gather_info",
            "label": "Request additional technical details first"
        }
    ]
}', 1);

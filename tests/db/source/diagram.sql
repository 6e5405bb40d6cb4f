INSERT INTO mission_content (mission_id, phase_name, content_type, content_data, sequence_order) VALUES
('mission-id', 'system_design', 'react_flow', '{
    "initial_state": {
        "nodes": [
            {
                "id": "1",
                "type": "systemComponent",
                "position": {"x": 100, "y": 100},
                "data": {
                    "label": "Load Balancer",
                    "component_type": "infrastructure",
                    "configurable": true
                }
            }
        ],
        "edges": []
    },
    "validation_rules": {
        "required_components": ["load_balancer", "cache", "database"],
        "performance_target": {
            "response_time_ms": 200,
            "throughput_rps": 1000
        }
    },
    "interactive_features": {
        "drag_enabled": true,
        "connection_validation": true,
        "real_time_metrics": true
    }
}', 3);

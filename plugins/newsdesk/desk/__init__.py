"""What the editor sees and types, without Pelican: explanations, new pastes."""

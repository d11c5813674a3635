"""What a build keeps for the next: parsed pastes, links between stories, the manifest, a snapshot."""

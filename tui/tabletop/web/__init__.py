"""The seats and the projector in a browser: pages without a build step, and a stream that keeps them as they are."""

"""The library: the manifests that say what it holds, its index, and the rules for who may write to them."""

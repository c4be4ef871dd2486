"""The benchmark: the product and its peers on the same work, through their own front doors."""

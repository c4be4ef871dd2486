"""The nouns of the product as plain frozen data, without input or output: Workshop, Document, Problem, errors."""

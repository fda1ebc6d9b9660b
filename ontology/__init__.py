"""The vocabulary: classes, properties, concepts, shapes, and the small model read from them."""

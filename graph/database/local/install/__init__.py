"""Getting Neo4j and Java: releases, jars, progress."""

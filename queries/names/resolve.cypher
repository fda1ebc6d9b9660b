//+ title = "What a name can mean"
//+ description = """
//+ All things that one name can mean, each with the level on which it does. The caller takes the
//+ lowest level that has a hit; several things there are ambiguous."""
//+
//+ [[parameters]]
//+ name = "given"
//+ type = "string"
//+ required = true
//+ meaning = "What was given, as it is: an IRI, an identifier or a name."
//+
//+ [[parameters]]
//+ name = "local"
//+ type = "string"
//+ meaning = "The IRI that it makes when it is what follows `/id/`: the base and what was given."
//+
//+ [[parameters]]
//+ name = "folded"
//+ type = "string"
//+ meaning = """
//+ What was given as `ontology.folding.fold` makes it. Its letters, digits and spaces mean
//+ nothing to the full-text index, so nothing needs escaping. Empty finds no names."""
//+
//+ [[parameters]]
//+ name = "classes"
//+ type = "string"
//+ many = true
//+ meaning = "Only things of one of these classes."
//+
//+ [[parameters]]
//+ name = "lang"
//+ type = "language"
//+ meaning = "The language of the name to show."
//+
//+ [[columns]]
//+ name = "level"
//+ type = "integer"
//+ meaning = """
//+ 1 its IRI, 2 the part of it after `/id/`, 3 an identifier, 4 a preferred name, 5 an alias."""
//+ [[columns]]
//+ name = "iri"
//+ type = "iri"
//+ meaning = "The thing."
//+ [[columns]]
//+ name = "name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "merged"
//+ type = "iri"
//+ meaning = "What has the name and leads to the thing; null where the thing itself has it."

CALL {
  MATCH (thing:Resource {iri: $given})
  RETURN thing, 1 AS level
  UNION
  MATCH (thing:Resource {iri: $local})
  RETURN thing, 2 AS level
  UNION
  // In quotes only these two mean something to Lucene. Codes are written in capitals.
  WITH replace(replace($given, '\\', '\\\\'), '"', '\\"') AS code
  CALL db.index.fulltext.queryNodes('identifiers', '"' + code + '" "' + toUpper(code) + '"')
    YIELD node AS thing
  RETURN thing, 3 AS level
  UNION
  MATCH (thing)-[:EXACT_MATCH]->(:Resource {iri: $given})
  RETURN thing, 3 AS level
  UNION
  UNWIND [name IN [$folded] WHERE name <> ''] AS name
  CALL db.index.fulltext.queryNodes('names', '"' + name + '"') YIELD node AS thing
  // The index finds the words in this order; the name has to be these words and no others.
  WITH thing, CASE WHEN name IN thing.folded_names THEN 4
    WHEN name IN thing.folded_aliases THEN 5 END AS level
  WHERE level IS NOT NULL
  RETURN thing, level
}
// What was decided to be one with another thing leads to that one.
OPTIONAL MATCH (thing)-[:LEADS_TO]->(kept:Resource) WHERE EXISTS { (kept)-[:DESCRIBED_IN]->() }
WITH coalesce(kept, thing) AS thing, level, CASE WHEN kept IS NOT NULL THEN thing.iri END AS merged
ORDER BY level, merged IS NOT NULL, merged
// What is only mentioned, as the object of a link, is nothing to ask about.
WITH thing, min(level) AS level, collect([merged])[0][0] AS merged
WHERE EXISTS { (thing)-[:DESCRIBED_IN]->(:Dataset) }
  AND ($classes IS NULL OR any(class IN $classes WHERE class IN labels(thing)))
RETURN
  level,
  thing.iri AS iri,
  coalesce(thing['name_' + $lang], thing.name, thing.iri) AS name,
  head([type IN $types WHERE type IN labels(thing)]) AS type,
  merged
ORDER BY level, name, iri

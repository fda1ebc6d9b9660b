//+ title = "Two things with one preferred name"
//+ description = """
//+ Two things of one type with one preferred name in one language may be one. Where nobody knows,
//+ `possiblySameAs` says so."""
//+

MATCH (thing:Actor|Act|Document)
UNWIND [key IN keys(thing) WHERE key STARTS WITH 'name_'] AS language
WITH language, toLower(thing[language]) AS called,
  head([type IN $types WHERE type IN labels(thing)]) AS type, collect(thing) AS things
WHERE size(things) > 1
UNWIND things AS thing
UNWIND things AS other
WITH DISTINCT thing, other
WHERE thing <> other AND NOT EXISTS { (thing)-[:POSSIBLY_SAME_AS]-(other) }
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'It has the name and type of ' + other.iri
    + ': make them one, or say that they are possibly the same.' AS problem
ORDER BY iri

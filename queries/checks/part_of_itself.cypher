//+ title = "Parts of themselves"
//+ description = "Nothing is part of itself, not even through others."
//+

MATCH (thing:Actor)
WHERE EXISTS { (thing)-[:PART_OF]->+(thing) }
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'It is part of itself: take out one of the links.' AS problem
ORDER BY iri

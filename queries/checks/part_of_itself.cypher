//+ title = "Parts of themselves"
//+ description = "Nothing is part, unit or group of itself, not even through others."
//+

MATCH (thing:Actor|Place)
WHERE EXISTS { (thing)-[:PART_OF|UNIT_OF|GROUP_OF]->+(thing) }
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'It is part, unit or group of itself: take out one of the links.' AS problem
ORDER BY iri

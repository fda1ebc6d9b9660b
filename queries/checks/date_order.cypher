//+ title = "Ends before their beginnings"
//+ description = "What ends has begun before."
//+

MATCH (thing:Resource)
WHERE thing.end_date_latest < coalesce(thing.start_date_earliest, thing.date_earliest)
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'It ends in ' + thing.end_date + ' and begins in '
    + coalesce(thing.start_date, thing.date) + ': correct one of them.' AS problem
ORDER BY iri

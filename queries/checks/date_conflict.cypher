//+ title = "Two values for one date"
//+ description = """
//+ A date has one value. Where datasets differ the view shows the first one, while its earliest
//+ and latest day span them all."""
//+

UNWIND ['date', 'end_date', 'start_date', 'as_of', 'issued', 'checked'] AS key
MATCH (thing:Resource)
WHERE thing[key] =~ '\\d{4}(-\\d{2}){0,2}'
WITH thing, key, date(thing[key]) AS first,
  duration(CASE size(thing[key]) WHEN 4 THEN 'P1Y' WHEN 7 THEN 'P1M' ELSE 'P1D' END) AS long
WHERE thing[key + '_earliest'] <> first
  OR thing[key + '_latest'] <> first + long - duration('P1D')
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'Its ' + key + ' has several values, between ' + thing[key + '_earliest'] + ' and '
    + thing[key + '_latest'] + ': find out which is right.' AS problem
ORDER BY iri

//+ title = "Where sources disagree"
//+ description = """
//+ Where one source states one value and another a different one: two dates, places or numbers
//+ of one thing, or two statuses at one time. One row per thing and property."""
//+ graph = '''
//+ MATCH graph = (subject:Resource)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->()
//+ WHERE subject.iri = $of
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ meaning = "Only disagreements on this thing."
//+
//+ [[columns]]
//+ name = "subject"
//+ type = "iri"
//+ meaning = "The thing."
//+ [[columns]]
//+ name = "subject_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "subject_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "property"
//+ type = "string"
//+ meaning = "What the values are of, by the ontology's name: `date`, `place`, `status`, …"
//+ [[columns]]
//+ name = "values"
//+ type = "list"
//+ meaning = "The values as they are written, in their order; IRIs where they are things."
//+ [[columns]]
//+ name = "value_datasets"
//+ type = "list"
//+ wide = true
//+ meaning = "For each value, the datasets that state it."

CALL {
  MATCH (subject:Resource {iri: $of})
  RETURN subject
  UNION
  UNWIND CASE WHEN $of IS NULL THEN [true] ELSE [] END AS any
  MATCH (subject:Act|Actor|Membership|PostHolding|Commitment|Document)
  RETURN subject
}
CALL (subject) {
  // The view shows one value, so this reads what each dataset says: a record is N-Triples, a
  // statement a line, and subject, predicate and these values have no spaces.
  WITH subject WHERE COUNT { (subject)-[:DESCRIBED_IN]->() } > 1
  MATCH (subject)-[says:DESCRIBED_IN]->(dataset:Dataset)
  UNWIND split(says.statements, '\n') AS line
  WITH dataset.name AS short, split(line, ' ') AS term
  WITH short, split(term[1], '#')[1] AS property, term[2] AS written
  WHERE term[1] STARTS WITH '<https://w3id.org/coopgraph/ontology#' AND property IN ['date>',
    'endDate>', 'startDate>', 'asOf>', 'due>', 'count>', 'attendance>', 'amount>', 'duration>',
    'place>', 'seat>', 'kind>', 'partiesStated>', 'isoAlpha2>', 'isoAlpha3>', 'isoSubdivision>']
  WITH replace(property, '>', '') AS property, short,
    CASE left(written, 1) WHEN '"' THEN split(written, '"')[1] ELSE
      substring(written, 1, size(written) - 2) END
      AS value
  RETURN property, value, collect(DISTINCT short) AS stating, [subject] AS says
  UNION
  MATCH (subject)<-[:STATUS_OF]-(said)-[link:STATUS|REALISATION_STATUS]->(is)
  WHERE said.as_of IS NOT NULL
  WITH CASE type(link) WHEN 'STATUS' THEN 'status' ELSE 'realisationStatus' END AS kind,
    said.as_of AS time, is.code AS value, said
  MATCH (said)-[:DESCRIBED_IN]->(dataset:Dataset)
  RETURN kind + ' ' + time AS property, value, collect(DISTINCT dataset.name) AS stating,
    collect(DISTINCT said) AS says
}
WITH subject, property, value, stating, says ORDER BY value
WITH subject, property, collect(value) AS values, collect(stating) AS stating,
  collect(says) AS said
WHERE size(values) > 1
WITH *, coalesce(subject['name_' + $lang], subject.name, subject.iri) AS subject_name
ORDER BY subject_name, subject.iri, property
SKIP $offset LIMIT $limit
WITH *, [says IN said | {of: says, shows: ['date', 'count', 'attendance', 'amount', 'due', 'place',
  'seat', 'kind', 'parties', 'status']}] AS rests
// What the row rests on: each statement at its best, and the weakest of those.
CALL (rests) {
  UNWIND rests AS rest
  CALL (rest) {
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:HAS_EVIDENCE]->(evidence)
    OPTIONAL MATCH (evidence)-[:SUPPORTS]->(aspect)
    // Evidence of an aspect counts where the row shows it; all other evidence counts.
    WITH rest, evidence, coalesce(aspect.code, aspect.iri) AS aspect
    WHERE aspect IS NULL OR aspect IN rest.shows
    WITH aspect, collect(DISTINCT evidence) AS pieces
    RETURN pieces,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:CONFIDENCE]->(is) RETURN is.code } AS sure,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:BASIS]->(is) RETURN is.code } AS based
  }
  RETURN collect(pieces) AS proofs,
    collect(head([best IN ['high', 'medium', 'low'] WHERE best IN sure])) AS levels,
    collect(head([best IN ['stated', 'inferred'] WHERE best IN based])) AS bases
}
RETURN
  subject.iri AS subject,
  subject_name,
  head([type IN $types WHERE type IN labels(subject)]) AS subject_type,
  property,
  values,
  [some IN stating | reduce(all = head(some), short IN tail(some) | all + ', ' + short)]
    AS value_datasets,
  // Who states what the row rests on, in which documents, and how sure that makes it.
  COLLECT {
    UNWIND rests AS rest
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  COLLECT {
    UNWIND proofs AS pieces
    UNWIND pieces AS piece
    MATCH (piece)-[:IN_DOCUMENT]->(cited)
    WITH DISTINCT cited
    ORDER BY cited.issued_earliest, cited.iri
    RETURN {
      document: cited.iri,
      title: coalesce(
        cited['title_' + $lang], cited.title, cited['name_' + $lang], cited.name),
      publisher: COLLECT {
        MATCH (cited)-[:PUBLISHER]->(by)
        RETURN coalesce(by['name_' + $lang], by.name, by.iri) AS press ORDER BY press
      }[0],
      date: cited.issued,
      url: head([] + cited.url)
    }
  } AS sources,
  head([worst IN ['low', 'medium', 'high'] WHERE worst IN levels]) AS confidence,
  head([worst IN ['inferred', 'stated'] WHERE worst IN bases]) AS basis
ORDER BY subject_name, subject, property

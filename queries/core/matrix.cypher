//+ title = "States by states"
//+ description = """
//+ How many agreements each two states have, directly or through whoever belongs to them:
//+ regions, institutions, companies, groups. One row per pair of states, most agreements first."""
//+ graph = '''
//+ MATCH graph = (state:State)<-[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]-{0,2}(party)
//+   -[:PARTY_TO]->(act:Agreement|AgreementSet)
//+ WHERE ($from IS NULL OR act.date_latest >= $from.earliest)
//+   AND ($to IS NULL OR act.date_earliest <= $to.latest)
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "state"
//+ type = "thing"
//+ classes = ["State"]
//+ meaning = "Only pairs with this state."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only agreements on one of these topics, or on a narrower one."
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only agreements dated then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only agreements dated then or earlier; a partial date counts when it overlaps."
//+
//+ [[columns]]
//+ name = "a"
//+ type = "iri"
//+ meaning = "One of the two states, the first by IRI."
//+ [[columns]]
//+ name = "a_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "b"
//+ type = "iri"
//+ meaning = "The other."
//+ [[columns]]
//+ name = "b_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "agreements"
//+ type = "integer"
//+ meaning = "How many agreements have a party on either side."
//+ [[columns]]
//+ name = "direct"
//+ type = "integer"
//+ meaning = "How many of these the two states themselves are party to."
//+ [[columns]]
//+ name = "first"
//+ type = "date"
//+ wide = true
//+ meaning = "The date of the earliest."
//+ [[columns]]
//+ name = "last"
//+ type = "date"
//+ wide = true
//+ meaning = "The date of the latest."

CALL {
  MATCH (party) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (:Resource {iri: $state})
  MATCH (party)-[:PARTY_TO]->(act:Agreement|AgreementSet)
  RETURN DISTINCT act
  UNION
  UNWIND CASE WHEN $state IS NULL THEN [true] ELSE [] END AS any
  MATCH (act:Agreement|AgreementSet)
  RETURN act
}
WITH act
WHERE ($from IS NULL OR act.date_latest >= $from.earliest)
  AND ($to IS NULL OR act.date_earliest <= $to.latest)
  AND ($topic IS NULL
    OR EXISTS { MATCH (act)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status)
MATCH (act)<-[:PARTY_TO]-(party)
MATCH (party) ((part WHERE NOT part:Person|State|Bloc)
  -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (state:State)
// A party of two states is no pair by itself: of each state, its parties are kept.
WITH act, state, collect(DISTINCT party) AS parties
WITH act, collect({state: state, parties: parties, size: size(parties)}) AS sides
UNWIND sides AS one
UNWIND sides AS other
WITH act, one, other
WHERE one.state.iri < other.state.iri
  AND ($state IS NULL OR $state IN [one.state.iri, other.state.iri])
  AND (one.size > 1 OR other.size > 1 OR one.parties[0] <> other.parties[0])
WITH one.state AS first_state, other.state AS second_state, collect(act) AS acts,
  sum(CASE WHEN one.state IN one.parties AND other.state IN other.parties THEN 1 ELSE 0 END)
    AS direct
WITH *, size(acts) AS agreements,
  coalesce(first_state['name_' + $lang], first_state.name, first_state.iri) AS a_name,
  coalesce(second_state['name_' + $lang], second_state.name, second_state.iri) AS b_name
ORDER BY agreements DESC, a_name, first_state.iri, b_name, second_state.iri
SKIP $offset LIMIT $limit
CALL (acts) {
  UNWIND acts AS act
  WITH act ORDER BY act.date_earliest, act.iri
  RETURN collect(act) AS sorted, collect(act.date) AS dates
}
// A count rests on what it counts: its first hundred agreements are named.
WITH *, [act IN sorted[..100] | {of: [act], shows: ['parties', 'date']}] AS rests
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
  first_state.iri AS a,
  a_name,
  second_state.iri AS b,
  b_name,
  agreements,
  direct,
  dates[0] AS first,
  dates[-1] AS last,
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
ORDER BY agreements DESC, a_name, a, b_name, b

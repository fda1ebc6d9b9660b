//+ title = "Topics"
//+ description = """
//+ Who works with whom on what: each topic of agreements, with how many agreements and parties
//+ it has, and who is party to most. An agreement counts for its topic and for every broader
//+ one. One row per topic."""
//+ graph = '''
//+ MATCH graph = (act:Agreement|AgreementSet)-[:TOPIC]->(:Concept)
//+ WHERE $actor IS NULL OR EXISTS { MATCH (act)<-[:IN_ACT]-()-[:PARTICIPANT]->({iri: $actor}) }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only agreements to which this actor is party; then the others are its partners."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only these."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
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
//+ name = "topic"
//+ type = "code"
//+ wide = true
//+ meaning = "The code of the topic."
//+ [[columns]]
//+ name = "topic_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "agreements"
//+ type = "integer"
//+ meaning = "How many agreements there are."
//+ [[columns]]
//+ name = "actors"
//+ type = "integer"
//+ meaning = "How many parties these have."
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
//+ [[columns]]
//+ name = "leading"
//+ type = "list"
//+ wide = true
//+ meaning = "The ten who are party to most of them, most first."
//+ [[columns]]
//+ name = "leading_names"
//+ type = "list"
//+ meaning = "Their names."

CALL {
  MATCH (:Resource {iri: $actor})-[:PARTY_TO]->(act:Agreement|AgreementSet)
  RETURN DISTINCT act
  UNION
  UNWIND CASE WHEN $actor IS NULL THEN [true] ELSE [] END AS any
  MATCH (act:Agreement|AgreementSet)
  RETURN act
}
WITH act
WHERE ($from IS NULL OR act.date_latest >= $from.earliest)
  AND ($to IS NULL OR act.date_earliest <= $to.latest)
  AND ($status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status)
MATCH (act)-[:TOPIC]->()-[:BROADER]->*(about)
WHERE $topic IS NULL OR about.code IN $topic
WITH about, collect(DISTINCT act) AS acts
WITH about, acts, coalesce(about['name_' + $lang], about.name, about.iri) AS topic_name
ORDER BY size(acts) DESC, topic_name, about.code
SKIP $offset LIMIT $limit
CALL (acts) {
  UNWIND acts AS act
  MATCH (act)<-[:PARTY_TO]-(party)
  WITH party, count(DISTINCT act) AS times
  WITH party, times, coalesce(party['name_' + $lang], party.name, party.iri) AS name
  ORDER BY times DESC, name, party.iri
  WITH collect(party.iri) AS parties, collect(name) AS names
  RETURN size(parties) AS actors, parties[..10] AS leading, names[..10] AS leading_names
}
CALL (acts) {
  UNWIND acts AS act
  WITH act ORDER BY act.date_earliest, act.iri
  RETURN collect(act) AS sorted, collect(act.date) AS dates
}
// A count rests on what it counts: its first hundred agreements are named.
WITH *, [act IN sorted[..100] |
  {of: [act], shows: ['topics', 'parties', 'date']}] AS rests
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
  about.code AS topic,
  topic_name,
  size(acts) AS agreements,
  actors,
  dates[0] AS first,
  dates[-1] AS last,
  leading,
  leading_names,
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
ORDER BY agreements DESC, topic_name, topic

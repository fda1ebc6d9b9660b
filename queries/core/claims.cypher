//+ title = "Claims"
//+ description = """
//+ Who says what of what. A claim is the speaker's word, not a fact of the graph. One row per
//+ claim."""
//+ graph = '''
//+ MATCH graph = (claim:Claim)-[:SPEAKER|ABOUT|ADDRESSEE|VOICED_IN]->()
//+ WHERE ($speaker IS NULL OR EXISTS { MATCH (claim)-[:SPEAKER]->({iri: $speaker}) })
//+   AND ($about IS NULL OR EXISTS { MATCH (claim)-[:ABOUT]->({iri: $about}) })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "speaker"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only what this one says."
//+
//+ [[parameters]]
//+ name = "about"
//+ type = "thing"
//+ meaning = "Only what is said of this: an actor, agreement, event, centre, …"
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only claims on one of these topics, or on a narrower one."
//+
//+ [[columns]]
//+ name = "claim"
//+ type = "iri"
//+ wide = true
//+ meaning = "The claim."
//+ [[columns]]
//+ name = "summary"
//+ type = "string"
//+ meaning = "What is said, in our own words."
//+ [[columns]]
//+ name = "speaker"
//+ type = "iri"
//+ wide = true
//+ meaning = "Who says it, the first of several by name."
//+ [[columns]]
//+ name = "speaker_name"
//+ type = "name"
//+ meaning = "The name of that one."
//+ [[columns]]
//+ name = "about"
//+ type = "list"
//+ wide = true
//+ meaning = "Of what it is said."
//+ [[columns]]
//+ name = "about_names"
//+ type = "list"
//+ meaning = "The names of those."
//+ [[columns]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = "When it was said."
//+ [[columns]]
//+ name = "addressees"
//+ type = "list"
//+ wide = true
//+ meaning = "To whom it is said."
//+ [[columns]]
//+ name = "addressee_names"
//+ type = "list"
//+ wide = true
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "voiced_in"
//+ type = "iri"
//+ wide = true
//+ meaning = "The event, agreement or claim in which it is said."
//+ [[columns]]
//+ name = "voiced_in_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = """
//+ How far what it speaks of has come as an instrument, by the latest statement: of several
//+ things, the first by name that has a status."""
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is about."

CALL {
  MATCH (:Resource {iri: $speaker})<-[:SPEAKER]-(claim:Claim)
  RETURN claim
  UNION
  MATCH (:Resource {iri: $about})<-[:ABOUT]-(claim:Claim)
  WHERE $speaker IS NULL
  RETURN claim
  UNION
  UNWIND CASE WHEN coalesce($speaker, $about) IS NULL THEN [true] ELSE [] END AS any
  MATCH (claim:Claim)
  RETURN claim
}
WITH claim
WHERE ($about IS NULL OR EXISTS { MATCH (claim)-[:ABOUT]->(of) WHERE of.iri = $about })
  AND ($topic IS NULL
    OR EXISTS { MATCH (claim)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
WITH claim, claim.as_of_earliest AS earliest,
  head([] + coalesce(claim['summary_' + $lang], claim.summary)) AS summary
ORDER BY earliest, summary, claim.iri
SKIP $offset LIMIT $limit
CALL (claim) {
  OPTIONAL MATCH (claim)-[:SPEAKER]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS speaker, head(collect(name)) AS speaker_name
}
CALL (claim) {
  OPTIONAL MATCH (claim)-[:VOICED_IN]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS voiced_in, head(collect(name)) AS voiced_in_name
}
CALL (claim) {
  MATCH (claim)-[:ADDRESSEE]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS addressees, collect(name) AS addressee_names
}
CALL (claim) {
  MATCH (claim)-[:ABOUT]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS about, collect(name) AS about_names
}
CALL (claim) {
  MATCH (claim)-[:ABOUT]->(thing)
  WHERE EXISTS { MATCH (thing)<-[:STATUS_OF]-()-[:STATUS]->() }
  WITH thing, coalesce(thing['name_' + $lang], thing.name, thing.iri) AS name
  ORDER BY name, thing.iri
  RETURN head(collect(thing)) AS thing
}
CALL (thing) {
  MATCH (thing)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
WITH *, [
  {of: [claim], shows: ['names', 'speaker', 'subject', 'date', 'addressee', 'occasion', 'topics']},
  {of: status_says, shows: ['status']}
] AS rests
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
  claim.iri AS claim,
  summary,
  speaker,
  speaker_name,
  about,
  about_names,
  claim.as_of AS as_of,
  addressees,
  addressee_names,
  voiced_in,
  voiced_in_name,
  status,
  COLLECT { MATCH (claim)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
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
ORDER BY earliest, summary, claim

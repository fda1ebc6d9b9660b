//+ title = "Prospects"
//+ description = """
//+ What is proposed, recommended, hoped for or planned and has no instrument of its own yet: on
//+ whose word, with whom, about what. One row per prospect."""
//+ graph = '''
//+ MATCH graph = (prospect:Prospect)-[:SPEAKER|ADDRESSEE|ABOUT|VOICED_IN|STATUS_OF|IN_ACT]-()
//+ WHERE $actor IS NULL OR EXISTS {
//+   MATCH (prospect)-[:SPEAKER|ADDRESSEE]->({iri: $actor})
//+ } OR EXISTS {
//+   MATCH (prospect)<-[:IN_ACT]-()-[:PARTICIPANT|ON_BEHALF_OF|SIDE]->({iri: $actor})
//+ }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only prospects in which this actor has a part: it is to take part, speaks of it, or is
//+ spoken to."""
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only prospects of these statuses."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only prospects on one of these topics, or on a narrower one."
//+
//+ [[columns]]
//+ name = "item"
//+ type = "iri"
//+ meaning = "The prospect."
//+ [[columns]]
//+ name = "item_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "summary"
//+ type = "string"
//+ wide = true
//+ meaning = "What it is, in our own words."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ meaning = "What sort of thing is to come."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "How far it has come, by the latest statement."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ wide = true
//+ meaning = "When that was said."
//+ [[columns]]
//+ name = "speaker"
//+ type = "iri"
//+ wide = true
//+ meaning = "On whose word it rests, the first of several by name."
//+ [[columns]]
//+ name = "speaker_name"
//+ type = "name"
//+ meaning = "The name of that one."
//+ [[columns]]
//+ name = "actors"
//+ type = "list"
//+ wide = true
//+ meaning = "Who has a part in it, in whatever role."
//+ [[columns]]
//+ name = "actor_names"
//+ type = "list"
//+ meaning = "Their names."
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
//+ name = "about"
//+ type = "list"
//+ wide = true
//+ meaning = "What is to come into being, or is spoken of."
//+ [[columns]]
//+ name = "about_names"
//+ type = "list"
//+ wide = true
//+ meaning = "The names of those."
//+ [[columns]]
//+ name = "voiced_in"
//+ type = "iri"
//+ wide = true
//+ meaning = "The event, agreement or claim in which it was said."
//+ [[columns]]
//+ name = "voiced_in_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that."
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is about."
//+ [[columns]]
//+ name = "sectors"
//+ type = "list"
//+ wide = true
//+ meaning = "The sectors that it concerns."
//+ [[columns]]
//+ name = "open_lists"
//+ type = "list"
//+ wide = true
//+ meaning = """
//+ What the source lists without an end (such as, and others): `topics`, `participants`, …"""

// From those of one who is given; from all only where nobody is.
CALL {
  MATCH (:Resource {iri: $actor})<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-()-[:IN_ACT]->(item:Prospect)
  RETURN item
  UNION
  MATCH (:Resource {iri: $actor})<-[:SPEAKER|ADDRESSEE]-(item:Prospect)
  RETURN item
  UNION
  UNWIND CASE WHEN $actor IS NULL THEN [true] ELSE [] END AS any
  MATCH (item:Prospect)
  RETURN item
}
WITH item
WHERE ($topic IS NULL
    OR EXISTS { MATCH (item)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($status IS NULL OR COLLECT {
    MATCH (item)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status)
WITH item, coalesce(item['name_' + $lang], item.name, item.iri) AS item_name,
  coalesce(item.date_earliest, COLLECT {
    MATCH (item)<-[:STATUS_OF]-(said) RETURN said.as_of_earliest AS day ORDER BY day LIMIT 1
  }[0]) AS earliest
ORDER BY earliest, item_name, item.iri
SKIP $offset LIMIT $limit
CALL (item) {
  MATCH (item)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
CALL (item) {
  OPTIONAL MATCH (item)-[:SPEAKER]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS speaker, head(collect(name)) AS speaker_name
}
CALL (item) {
  OPTIONAL MATCH (item)-[:VOICED_IN]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS voiced_in, head(collect(name)) AS voiced_in_name
}
CALL (item) {
  MATCH (item)-[:ADDRESSEE]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS addressees, collect(name) AS addressee_names
}
CALL (item) {
  MATCH (item)-[:ABOUT]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS about, collect(name) AS about_names
}
CALL (item) {
  MATCH (item)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(actor)
  WITH actor,
    coalesce(actor['name_' + $lang], actor.name, actor.iri) AS name,
    collect(DISTINCT participation) AS says
  ORDER BY name, actor.iri
  RETURN collect(actor.iri) AS actors, collect(name) AS actor_names,
    collect({of: says, shows: ['participants', 'parties']}) AS parts
}
WITH *, [
  {of: [item], shows: ['names', 'kind', 'date', 'speaker', 'participants', 'addressee', 'subject',
    'occasion', 'topics', 'sectors']},
  {of: status_says, shows: ['status', 'date']}
] + parts AS rests
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
  item.iri AS item,
  item_name,
  head([] + coalesce(item['summary_' + $lang], item.summary)) AS summary,
  COLLECT { MATCH (item)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  status,
  coalesce(status_date, item.date) AS date,
  speaker,
  speaker_name,
  actors,
  actor_names,
  addressees,
  addressee_names,
  about,
  about_names,
  voiced_in,
  voiced_in_name,
  COLLECT { MATCH (item)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
  COLLECT { MATCH (item)-[:SECTOR]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS sectors,
  COLLECT { MATCH (item)-[:OPEN_LIST]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS open_lists,
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
ORDER BY earliest, item_name, item

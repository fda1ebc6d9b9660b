//+ title = "An actor"
//+ description = """
//+ What an actor is called, by which identifiers it is known, and what it belongs to."""
//+ graph = '''
//+ MATCH (actor:Resource {iri: $actor})
//+ OPTIONAL MATCH graph = (actor)-[:PART_OF|SEAT|GOVERNS|AFFILIATED_WITH|COUNTRY]-(:Actor)
//+ RETURN actor, graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "The actor."
//+
//+ [[columns]]
//+ name = "actor"
//+ type = "iri"
//+ wide = true
//+ meaning = "The actor."
//+ [[columns]]
//+ name = "name"
//+ type = "name"
//+ meaning = "The name to show."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "The most specific class."
//+ [[columns]]
//+ name = "names"
//+ type = "list"
//+ wide = true
//+ meaning = "The preferred name in each language, in the order of language tags."
//+ [[columns]]
//+ name = "aliases"
//+ type = "list"
//+ wide = true
//+ meaning = "Other names, in any language."
//+ [[columns]]
//+ name = "identifiers"
//+ type = "list"
//+ meaning = "Codes (ISO 3166) and IRIs of the same thing in other registers."
//+ [[columns]]
//+ name = "part_of_name"
//+ type = "name"
//+ meaning = "What it is part of; several are joined by `; `."
//+ [[columns]]
//+ name = "description"
//+ type = "string"
//+ meaning = "A few words on it."
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/region/cn-gx"

MATCH (actor:Resource {iri: $actor})
WITH actor, [[actor]] AS rests
RETURN
  actor.iri AS actor,
  coalesce(actor['name_' + $lang], actor.name, actor.iri) AS name,
  head([type IN $types WHERE type IN labels(actor)]) AS type,
  COLLECT {
    UNWIND keys(actor) AS key
    WITH key WHERE key STARTS WITH 'name_'
    WITH actor[key] AS name, min(key) AS language
    RETURN name ORDER BY language
  } AS names,
  coalesce(actor.aliases, []) AS aliases,
  [code IN [actor.iso_alpha2, actor.iso_alpha3, actor.iso_subdivision] WHERE code IS NOT NULL]
    + COLLECT { MATCH (actor)-[:EXACT_MATCH]->(same) RETURN same.iri AS same ORDER BY same }
    AS identifiers,
  nullIf(substring(reduce(all = '', name IN COLLECT {
    MATCH (actor)-[:PART_OF]->(whole)
    RETURN DISTINCT coalesce(whole['name_' + $lang], whole.name, whole.iri) AS name ORDER BY name
  } | all + '; ' + name), 2), '') AS part_of_name,
  coalesce(actor['description_' + $lang], actor.description) AS description,
  // What the row rests on: each statement with its best evidence, and the weakest of those.
  COLLECT {
    UNWIND rests AS bearers
    UNWIND bearers AS bearer
    MATCH (bearer)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  COLLECT {
    UNWIND rests AS bearers
    UNWIND bearers AS bearer
    MATCH (bearer)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(document)
    WITH DISTINCT document
    ORDER BY document.issued_earliest, document.iri
    RETURN {
      document: document.iri,
      title: coalesce(
        document['title_' + $lang], document.title, document['name_' + $lang], document.name),
      publisher: COLLECT {
        MATCH (document)-[:PUBLISHER]->(by)
        RETURN coalesce(by['name_' + $lang], by.name, by.iri) AS name ORDER BY name
      }[0],
      date: document.issued
    }
  } AS sources,
  head([level IN ['low', 'medium', 'high'] WHERE level IN COLLECT {
    UNWIND rests AS bearers
    WITH COLLECT {
      UNWIND bearers AS bearer
      MATCH (bearer)-[:HAS_EVIDENCE]->()-[:CONFIDENCE]->(confidence)
      RETURN confidence.code
    } AS found
    RETURN head([best IN ['high', 'medium', 'low'] WHERE best IN found])
  }]) AS confidence
ORDER BY name, actor
SKIP $offset LIMIT $limit

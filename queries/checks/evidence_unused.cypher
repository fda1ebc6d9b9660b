//+ title = "Evidence that nothing rests on"
//+ description = "What nothing rests on was forgotten, or belongs to something that was taken out."
//+

MATCH (evidence:Evidence)
WHERE NOT EXISTS { ()-[:HAS_EVIDENCE]->(evidence) }
RETURN
  evidence.iri AS iri,
  coalesce(evidence.name, evidence.iri) AS name,
  'Nothing rests on it: point coop:hasEvidence at it, or take it out.' AS problem
ORDER BY iri

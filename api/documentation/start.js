"use strict";

// Scripts of a page are not allowed to stand in the page itself.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#operations",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  supportedSubmitMethods: ["get"],
  tryItOutEnabled: true,
  // No picture of another host's verdict about the description.
  validatorUrl: null,
});

{#- The worker's entry: it must stand at the site's root. What it does is in scripts/worker.js. -#}
{%- if site.settings.offline and version -%}
{%- set missing %}{% include "partials/offline.html" %}{% endset -%}
self.handbook = {version: {{ version | json }}, theme: {{ theme | json }}, missing: {{ missing | json }}};
importScripts({{ (theme ~ "/scripts/worker.js") | json }});
{% else -%}
// Offline use is off: a worker that was here before takes itself away, and what it kept.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(`handbook ${self.registration.scope} `)) await caches.delete(name);
  await self.registration.unregister();
})()));
{% endif -%}

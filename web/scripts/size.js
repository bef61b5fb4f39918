// What the workbench fetches first, compressed. Fails above the limit.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 300 * 1024;
const dist = new URL('../dist/', import.meta.url);
/** @type {Record<string, {file: string, imports?: string[], dynamicImports?: string[], css?: string[]}>} */
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** @type {Set<string>} */
const scripts = new Set();
/** @type {Set<string>} */
const styles = new Set();
/** @param {string} key */
function take(key) {
  const chunk = manifest[key];
  if (!chunk || scripts.has(chunk.file)) return;
  scripts.add(chunk.file);
  for (const file of chunk.css ?? []) styles.add(file);
  for (const next of chunk.imports ?? []) take(next);
}
take('index.html');
// Fetched on the way to the first page: the messages, the control texts, the page itself.
for (const key of ['src/i18n/dictionary.zh.ts', 'src/app/locale.zh.ts', 'src/features/workbench/Workbench.tsx']) take(key);

/** @param {string} file */
const weigh = (file) => gzipSync(readFileSync(new URL(file, dist))).length;
let total = 0;
for (const file of [...scripts].sort((a, b) => weigh(b) - weigh(a))) {
  total += weigh(file);
  console.log(`${(weigh(file) / 1024).toFixed(1).padStart(8)} KB  ${file}`);
}
const css = [...styles].reduce((sum, file) => sum + weigh(file), 0);
console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  scripts of the workbench (limit ${LIMIT / 1024} KB), styles ${(css / 1024).toFixed(1)} KB`);
if (total > LIMIT) process.exit(1);

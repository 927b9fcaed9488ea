/**
 * Loads the files of its arguments and makes one of each class, as n8n does at its start, in a process in
 * which what n8n itself has loaded by then is there: n8n-workflow, luxon and crypto.
 */
const path = require('node:path');

const files = process.argv.slice(2);
const start = performance.now();
require('n8n-workflow');
require('luxon');
require('node:crypto');
const sharedAt = performance.now();
const loaded = files.map((file) => {
	const [name] = path.basename(file).split('.');
	return new (require(file)[name])();
});
const loadedAt = performance.now();

// Of a node with several versions the newest is what the editor shows.
const descriptions = loaded
	.map((type) => (type.getNodeType?.() ?? type).description)
	.filter(Boolean);
process.send({
	packageMs: loadedAt - sharedAt,
	sharedMs: sharedAt - start,
	descriptionKb: Buffer.byteLength(JSON.stringify(descriptions)) / 1000,
});

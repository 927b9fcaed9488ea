/** Each promise of SECURITY.md has a test that would fail if it were false. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ApiContext } from '../../nodes/shared/transport/apiRequest';
import { autoCall } from '../../nodes/AutoCall/service/transport';

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The points under "What it protects against", without those that say what something is. */
function promises(): string[] {
	const [, protects = ''] = read('SECURITY.md').split('## What it protects against');
	const [own = ''] = protects.split('## What it does not protect against');
	return own
		.split('\n')
		.filter((line) => line.startsWith('- '))
		.map((line) => line.slice(2));
}

/** By how a promise begins: the tests, by file, and a part of the title of each. */
const proofs: Record<string, Array<[file: string, title: string]>> = {
	'It is stored by n8n, encrypted': [
		['engine/secrets.test.ts', 'a run that succeeds leaves no trace of the key'],
	],
	'It is sent in the `Authorization` header': [
		['engine/secrets.test.ts', 'expectKeySent'],
		['engine/faults/redirects.test.ts', 'a redirect is not followed'],
	],
	'Public endpoints': [
		['engine/credential.test.ts', 'send no key even when the node has a credential'],
	],
	'From n8n 2.25 on': [['engine/credential.test.ts', 'is not given to other nodes']],
	"Errors, n8n's log and stored executions": [
		['engine/secrets.test.ts', 'a run that fails leaves no trace of the key'],
		['engine/credential.test.ts', 'is taken out of what the service says'],
	],
	'To share the rate limit between workflows': [
		['unit/security.test.ts', 'the key itself is kept in no memory of the process'],
	],
	'Every value is checked before anything is sent': [
		['engine/bounds.test.ts', 'refuses what cannot, before anything is sent'],
		['engine/faults/hostileValues.test.ts', 'everything that is hostile to a parameter is refused'],
	],
	'Addresses are built of parts': [
		['unit/address.test.ts', 'urlOf'],
		['engine/bounds.test.ts', 'refuses what cannot, before anything is sent'],
	],
	'Messages show a value of an input item': [['unit/parsers.test.ts', 'a value in a message']],
	'Names such as `__proto__`': [
		['engine/faults/hostileValues.test.ts', 'names of input fields'],
		['unit/collectContacts.test.ts', '__proto__'],
	],
	'Its messages are shown and stored on one line': [
		['engine/responses.test.ts', 'in a message are on one line and cut'],
		['engine/responses.test.ts', 'about fields are those of the first twenty, each cut'],
		['engine/responses.test.ts', 'reach the model of an agent as short'],
	],
	'A response may have 64 MB': [
		['engine/responses.test.ts', 'is read to its bound only, however small it comes'],
		['engine/responses.test.ts', 'larger than a recording can be is not stored to its end'],
		['engine/responses.test.ts', 'a response that is not complete in time'],
	],
	'Return All fetches 100,000 pages': [
		['engine/paging.test.ts', 'more pages than anybody can fetch'],
		['engine/paging.test.ts', 'which leaves a page out is an error, with what came'],
	],
	'A recording comes out with the type': [
		['engine/files.test.ts', 'comes out as what its content is, whatever it is called'],
		['engine/files.test.ts', 'is an error when it is none but %s'],
	],
	'Files of more than 20 MB': [
		['engine/responses.test.ts', 'of more than 20 MB is refused before it is read'],
	],
	'A request that creates something or costs money is never sent again': [
		['engine/safety/neverRepeated.test.ts', 'nor by Retry of the failed execution'],
		['engine/safety/nothingTwice.test.ts', 'is looked for six times within a minute'],
		['engine/safety/late.test.ts', 'a response that proves no refusal'],
		['unit/doubt.test.ts', 'nothing was carried out'],
	],
	'Max Cost limits': [
		['engine/safety/costGuard.test.ts', 'that could cost more is not made'],
		['engine/safety/allowedHours.test.ts', 'names the hours of this very account'],
		['engine/contacts.test.ts', 'duplicate'],
	],
	'While an execution waits for a campaign': [
		[
			'engine/safety/waitForCompletion.test.ts',
			'the report is refused, nothing is fetched, the execution waits on',
		],
		['engine/safety/waitForCompletion.test.ts', 'is another one for each execution'],
	],
	'The token is stored': [
		['engine/safety/waitForCompletion.test.ts', 'and the address are in no output'],
	],
	"The body of a request to that address isn't read": [
		['engine/safety/waitForCompletion.test.ts', 'does not let the execution go on while'],
		['unit/polls.test.ts', 'make at most 70 requests a minute'],
	],
	'It has no dependencies at run time': [
		['unit/security.test.ts', 'imports nothing but what n8n allows'],
		['unit/security.test.ts', 'uses neither the environment'],
	],
	'It is published from GitHub Actions': [
		['unit/security.test.ts', 'is published with provenance'],
	],
};

describe('SECURITY.md', () => {
	it('promises something', () => {
		expect(promises().length).toBeGreaterThan(15);
	});

	it.each(promises())('has a test for: %s', (promise) => {
		const tests = Object.entries(proofs).find(([start]) => promise.startsWith(start))?.[1] ?? [];
		expect(tests.length).toBeGreaterThan(0);
		for (const [file, title] of tests) expect(read(`test/${file}`)).toContain(title);
	});

	it('has no test for what it does not promise any more', () => {
		const idle = Object.keys(proofs).filter((start) =>
			promises().every((promise) => !promise.startsWith(start)),
		);
		expect(idle).toEqual([]);
	});

	it('names no address for reports but that of the repository', () => {
		expect(read('SECURITY.md')).not.toMatch(/\S@\S/);
		expect(read('SECURITY.md')).toContain('Report a vulnerability');
	});
});

it('the key itself is kept in no memory of the process', async () => {
	const apiKey = 'key-that-is-not-kept';
	const kept = jest.spyOn(Map.prototype, 'set');
	await autoCall.accountOf({
		getCredentials: async () => await Promise.resolve({ apiKey, baseUrl: 'https://example.com' }),
	} as unknown as ApiContext);
	const names = kept.mock.calls.map(([name]) => String(name));
	kept.mockRestore();
	// A hash of 256 bits, in Base64.
	expect(names.filter((name) => /^[\w+/]{43}=$/.test(name))).toHaveLength(1);
	expect(names.join()).not.toContain(apiKey);
});

describe('what is published', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => ({ name, text: read(path.join(folder, name)) })),
	);

	it('imports nothing but what n8n allows, and has no dependencies', () => {
		const imported = sources.flatMap(({ text }) =>
			[...text.matchAll(/^(?:import|export|\})[^;']*? from '([^'.][^']*)'/gm)].map(
				// lodash/omit is a part of lodash.
				([, name]) => String(name).split('/')[0],
			),
		);
		expect([...new Set(imported)].sort()).toEqual(['crypto', 'lodash', 'luxon', 'n8n-workflow']);
		expect(JSON.parse(read('package.json'))).not.toHaveProperty('dependencies');
	});

	it('loads nothing in another way', () => {
		const loading = sources.filter(({ text }) => /\b(require|import)\(/.test(text));
		expect(loading.map(({ name }) => name)).toEqual([]);
	});

	it('uses neither the environment nor the file system nor timers', () => {
		const forbidden =
			/\b(process\.|globalThis|__dirname|set(Timeout|Interval|Immediate)\b|eval\(|new Function)/;
		const uses = sources.filter(({ text }) =>
			forbidden.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
		);
		expect(uses.map(({ name }) => name)).toEqual([]);
	});

	it('is published with provenance', () => {
		const workflow = read('.github/workflows/publish.yml');
		expect(workflow).toMatch(/npm publish .*--provenance/);
		expect(workflow).toContain('id-token: write');
	});
});

import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ROOT } from '../../scripts/n8n/paths';

const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';

const manifest = (name: string, nodes: string[], credential: string) =>
	JSON.stringify({
		name,
		version: '1.2.3',
		license: 'MIT',
		files: ['dist', 'CHANGELOG.md'],
		n8n: {
			n8nNodesApiVersion: 1,
			nodes: nodes.map((node) => `dist/nodes/${node}/${node}.node.js`),
			credentials: [`dist/credentials/${credential}.credentials.js`],
		},
		peerDependencies: { 'n8n-workflow': '*' },
	});

/** The source of a node whose `execute` gives a text. */
const node = (name: string, credential: string, imports: string, text: string) => `
${imports}
export class ${name} {
	description = {
		displayName: '${name}',
		name: '${name.charAt(0).toLowerCase()}${name.slice(1)}',
		icon: { light: 'file:../../icons/${credential}.svg', dark: 'file:../../icons/${credential}.svg' },
		credentials: [{ name: '${credential}Api', required: true }],
	};

	async execute() {
		return ${text};
	}
}
`;

const codex = (packageName: string, name: string) =>
	JSON.stringify({ node: `${packageName}.${name}`, nodeVersion: '1.0', codexVersion: '1.0' });

const credential = (name: string) => `
export class ${name}Api {
	name = '${name.toLowerCase()}Api';
	displayName = '${name} API';
	icon = 'file:../icons/${name.toLowerCase()}.svg';
	properties = [];
}
`;

/**
 * A repository of two services that share code: Alpha at the root, Beta in packages/beta. Not everything in
 * nodes/shared is for both, and one file of it is for none.
 */
const FILES: Record<string, string> = {
	LICENSE: 'MIT License',
	'README.md': '# n8n-nodes-alpha',
	'CHANGELOG.md': '# Changelog of Alpha',
	'package.json': manifest('n8n-nodes-alpha', ['Alpha'], 'AlphaApi'),
	'icons/alpha.svg': ICON,
	'credentials/AlphaApi.credentials.ts': credential('Alpha'),
	'nodes/shared/service.ts': 'export interface Service { name: string }',
	'nodes/shared/send.ts': `
		import { now } from './now';
		import type { Service } from './service';

		export async function send(service: Service): Promise<string> {
			const { late } = await import('./late');
			return late(service.name, now());
		}`,
	'nodes/shared/now.ts': `
		import { DateTime } from 'luxon';

		export const now = () => DateTime.now().toISO();`,
	'nodes/shared/late.ts': 'export const late = (name: string, at: string) => `${name}, ${at}`;',
	'nodes/shared/contacts/numbers.json': '["+7"]',
	'nodes/shared/contacts/numbers.ts': `
		import PREFIXES from './numbers.json';

		export const prefix = () => PREFIXES[0];`,
	'nodes/shared/forgotten.ts': 'export const forgotten = 1;',
	'nodes/Alpha/Alpha.node.json': codex('n8n-nodes-alpha', 'alpha'),
	'nodes/Alpha/Alpha.node.ts': node(
		'Alpha',
		'alpha',
		`import { prefix } from '../shared/contacts/numbers';
		import { send } from '../shared/send';
		import { ALPHA } from './service/words';`,
		'(await send(ALPHA)) + prefix()',
	),
	'nodes/Alpha/service/words.ts': "export const ALPHA = { name: 'Alpha' };",
	'packages/beta/README.md': '# n8n-nodes-beta',
	'packages/beta/CHANGELOG.md': '# Changelog of Beta\n\n## [1.2.3] - 2026-12-01\n\n- It calls.\n',
	'packages/beta/package.json': manifest('n8n-nodes-beta', ['Beta', 'BetaTrigger'], 'BetaApi'),
	'packages/beta/icons/beta.svg': ICON,
	'packages/beta/credentials/BetaApi.credentials.ts': credential('Beta'),
	'packages/beta/nodes/Beta/Beta.node.json': codex('n8n-nodes-beta', 'beta'),
	'packages/beta/nodes/Beta/Beta.node.ts': node(
		'Beta',
		'beta',
		`import { send } from '../../../../nodes/shared/send';
		import { BETA } from './service/words';`,
		'await send(BETA)',
	),
	'packages/beta/nodes/Beta/service/words.ts': `
		import type { Service } from '../../../../../nodes/shared/service';

		export const BETA: Service = { name: 'Beta' };`,
	'packages/beta/nodes/BetaTrigger/BetaTrigger.node.json': codex('n8n-nodes-beta', 'betaTrigger'),
	'packages/beta/nodes/BetaTrigger/BetaTrigger.node.ts': node(
		'BetaTrigger',
		'beta',
		"import { BETA } from '../Beta/service/words';",
		'BETA.name',
	),
};

/** Writes a text file, and the folders above it. */
export function write(folder: string, file: string, text: string): void {
	mkdirSync(dirname(join(folder, file)), { recursive: true });
	writeFileSync(join(folder, file), text);
}

/** Gives a repository this project's settings of the compiler. */
export function copyConfiguration(folder: string): void {
	for (const file of ['tsconfig.json', 'tsconfig.build.json']) {
		copyFileSync(join(ROOT, file), join(folder, file));
	}
}

/** Makes the repository in a new folder, with what is installed for this one. @returns the folder */
export function makeFixture(): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'n8n-nodes-fixture-')));
	for (const [file, text] of Object.entries(FILES)) write(folder, file, text);
	copyConfiguration(folder);
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
	return folder;
}

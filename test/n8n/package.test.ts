/** The tarball of `npm pack` in n8n's own folder for community nodes. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { delimiter, join, relative, sep } from 'node:path';

import { installedPackage, PACKAGE } from '../../scripts/n8n/communityPackage';
import { ROOT } from '../../scripts/n8n/paths';
import { prepared, useN8n } from './support';

const bench = useN8n();

const folder = () => installedPackage(bench().n8n.place.userFolder);

/** All files below the installed package, as `dist/nodes/…`. */
const installedFiles = () =>
	readdirSync(folder(), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder(), join(entry.parentPath, entry.name)).replaceAll(sep, '/'));

const packedIcon = (name: string) => readFileSync(join(ROOT, 'icons', name), 'utf8');

/** What the files of the package import from outside of it, once each. */
function importedModules(): string[] {
	const imported = installedFiles()
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [
			...readFileSync(join(folder(), file), 'utf8').matchAll(
				/\b(?:require|import)\(\s*["']([^"']+)["']/g,
			),
		])
		.map(([, name = '']) => name);
	return [...new Set(imported)].filter((name) => !name.startsWith('.')).sort();
}

/** Where an n8n finds modules for the package: n8n adds the folders above its own code to NODE_PATH. */
function resolvedInN8n(names: string[]): Record<string, string> {
	const { node, modules } = bench().n8n.place.installation;
	const paths = createRequire(join(modules, 'n8n', 'dist', 'index.js')).resolve.paths('any') ?? [];
	const resolve = `
		const { createRequire } = require('node:module');
		const { resolve } = createRequire(process.argv[1]);
		console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((name) => [name, resolve(name)]))));
	`;
	const printed = execFileSync(
		node,
		['--eval', resolve, join(folder(), 'dist', 'nodes', 'AutoCall', 'AutoCall.node.js'), ...names],
		{ encoding: 'utf8', env: { NODE_PATH: paths.join(delimiter) } },
	);
	return JSON.parse(printed) as Record<string, string>;
}

it('brings the files that npm pack lists, and no packages of its own', () => {
	expect(installedFiles().sort()).toEqual([...prepared().contents].sort());
	expect(readdirSync(folder()).sort()).toEqual([
		...['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json'],
	]);
});

it('stands alone in the folder: nothing of ours lies beside it or above it', () => {
	const beside = readdirSync(join(folder(), '..'));
	expect(beside).toEqual([PACKAGE]);
	expect(folder().startsWith(ROOT)).toBe(false);
});

it('finds whatever it imports among the packages of n8n', () => {
	const names = importedModules().filter((name) => !isBuiltin(name));
	expect(names).toEqual(['luxon', 'n8n-workflow']);
	const { modules } = bench().n8n.place.installation;
	for (const [name, file] of Object.entries(resolvedInN8n(names))) {
		expect(relative(modules, file).split(sep)[0]).toBe(name);
	}
});

it('brings both nodes, and the AutoCall node as a tool for AI agents', async () => {
	const own = (await bench().client.nodeTypes()).filter(({ name }) =>
		name.startsWith(`${PACKAGE}.`),
	);
	expect(own.map(({ name, displayName, group }) => ({ name, displayName, group }))).toEqual([
		{ name: `${PACKAGE}.autoCall`, displayName: 'AutoCall', group: ['output'] },
		{ name: `${PACKAGE}.autoCallTrigger`, displayName: 'AutoCall Trigger', group: ['trigger'] },
		{ name: `${PACKAGE}.autoCallTool`, displayName: 'AutoCall Tool', group: ['output'] },
	]);
});

it('brings the credential, for its nodes only', async () => {
	const own = (await bench().client.credentialTypes()).filter(({ name }) => name === 'autoCallApi');
	expect(own).toMatchObject([
		{
			displayName: 'AutoCall API',
			supportedNodes: [`${PACKAGE}.autoCall`, `${PACKAGE}.autoCallTrigger`],
		},
	]);
});

it('its icons are served, one for light and one for dark', async () => {
	const { client } = bench();
	const described: object[] = [...(await client.nodeTypes()), ...(await client.credentialTypes())];
	const own = described.filter((description) =>
		JSON.stringify(description).includes('autocall.svg'),
	);
	expect(own).toHaveLength(4);
	for (const description of own) {
		const { iconUrl } = description as { iconUrl: { light: string; dark: string } };
		const [light, dark] = await Promise.all(
			[iconUrl.light, iconUrl.dark].map(async (path) => await client.fetch('GET', `/${path}`)),
		);
		expect(light?.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
		expect(await light?.text()).toBe(packedIcon('autocall.svg'));
		expect(await dark?.text()).toBe(packedIcon('autocall.dark.svg'));
	}
});

it('a person who saves the right key reads that it works', async () => {
	const { client, sandbox } = bench();
	const data = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	expect(await client.testCredential('Mine', 'autoCallApi', data)).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
});

it('a person who saves a wrong key reads where to find the right one', async () => {
	const { client, sandbox } = bench();
	const data = { apiKey: 'mistyped', baseUrl: sandbox.url };
	expect(await client.testCredential('Mine', 'autoCallApi', data)).toEqual({
		status: 'Error',
		message:
			'AutoCall.kz did not accept this API key. Copy it again from Settings → API of your account at autocall.kz.',
	});
});

it('does not trouble n8n: its log has no line about the package', () => {
	expect(
		bench()
			.n8n.log()
			.split('\n')
			.filter((line) => /autocall/i.test(line)),
	).toEqual([]);
});

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { SingleBar } from 'cli-progress';

import { headersOf, nodeForN8n, withNodeInPath } from './nodeForN8n';
import { npm } from './npm';
import { N8N_FOLDER } from './paths';

/** An n8n that is ready to be started. */
export interface N8nInstallation {
	/** The Node.js that runs it. */
	node: string;
	/** n8n's own script. */
	script: string;
	/** The folder of its packages. */
	modules: string;
	/** For example `2.37.11`. */
	version: string;
}

const lockFile = join(N8N_FOLDER, 'package-lock.json');
const modules = join(N8N_FOLDER, 'node_modules');
/** The lock file whose installation was completed; inside node_modules, so that it goes with them. */
const record = join(modules, '.n8n-nodes-autocall-lock-hash');
const sqlite = join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

/**
 * Makes the n8n of n8n/package-lock.json ready: installs it with `npm ci` when it is missing or another is
 * installed, and builds the one native module that it needs.
 *
 * @throws Error when npm fails, or there is no Node.js for it
 */
export async function ensureN8n(): Promise<N8nInstallation> {
	const lock = readFileSync(lockFile, 'utf8');
	const hash = createHash('sha256').update(lock).digest('hex');
	const isInstalled = existsSync(record) && readFileSync(record, 'utf8') === hash;
	if (!isInstalled) {
		await install(lock);
		writeFileSync(record, hash);
	}
	if (!existsSync(sqlite)) await buildSqlite();
	const { version } = JSON.parse(readFileSync(join(modules, 'n8n', 'package.json'), 'utf8')) as {
		version: string;
	};
	return { node: nodeForN8n(), script: join(modules, 'n8n', 'bin', 'n8n'), modules, version };
}

async function install(lock: string): Promise<void> {
	console.log(
		'Installing the whole n8n into n8n/node_modules: about 3 GB and two to five minutes, once.',
	);
	const packages = locationsOf(lock);
	const bar = new SingleBar({
		format: 'npm ci  {bar} {percentage}% | {value} of {total} packages | {duration_formatted}',
		barsize: 30,
		hideCursor: true,
		noTTYOutput: true,
		notTTYSchedule: 15_000,
	});
	bar.start(packages.length, 0);
	let missing = packages;
	const timer = setInterval(() => {
		missing = missing.filter((location) => !existsSync(join(location, 'package.json')));
		bar.update(packages.length - missing.length);
	}, 1000);
	try {
		await npm(['ci', '--loglevel=error'], { cwd: N8N_FOLDER });
		bar.update(packages.length);
	} finally {
		clearInterval(timer);
		bar.stop();
	}
}

/** The folders that the lock file fills on this platform. */
function locationsOf(lock: string): string[] {
	const { packages } = JSON.parse(lock) as {
		packages: Record<string, { os?: string | string[]; cpu?: string | string[] }>;
	};
	const fits = (allowed: string | string[] | undefined, here: string) =>
		allowed === undefined || [allowed].flat().includes(here);
	return Object.entries(packages)
		.filter(([location]) => location !== '')
		.filter(([, { os, cpu }]) => fits(os, process.platform) && fits(cpu, process.arch))
		.map(([location]) => join(N8N_FOLDER, location));
}

async function buildSqlite(): Promise<void> {
	console.log('Making SQLite ready: downloaded in seconds, or built in about a minute.');
	const node = nodeForN8n();
	const headers = headersOf(node);
	try {
		await npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
			cwd: N8N_FOLDER,
			environment: {
				...withNodeInPath(node),
				JOBS: String(availableParallelism()),
				...(headers && { npm_config_nodedir: headers }),
			},
		});
	} catch (error) {
		throw new Error(
			'SQLite could neither be downloaded nor built. Building needs Python 3, make and a C++ compiler ' +
				'(Debian: apt-get install build-essential python3).',
			{ cause: error },
		);
	}
	if (!existsSync(sqlite)) throw new Error(`SQLite was built, but ${sqlite} is not there`);
}

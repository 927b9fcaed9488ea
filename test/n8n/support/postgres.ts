import { execFile, execFileSync } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '../../../scripts/n8n/freePort';
import { systemProgram } from '../../../scripts/n8n/systemProgram';
import { startDaemon, type Daemon } from './queueDaemon';

/** Where Debian keeps the servers of PostgreSQL, a folder for each version. */
const VERSIONS = '/usr/lib/postgresql';

/** A database, and how to get in. */
export interface Postgres extends Daemon {
	user: string;
	database: string;
}

/** Starts a PostgreSQL of its own on a new data folder, which goes with it. It asks for no password. */
export async function startPostgres(): Promise<Postgres> {
	const binaries = await binariesOf();
	// PostgreSQL refuses to be run by root; Debian makes a user for it.
	const uid = process.getuid?.() === 0 ? uidOf('postgres') : undefined;
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-autocall-postgres-'));
	if (uid !== undefined) await chown(folder, uid, -1);
	const user = 'n8n';
	await promisify(execFile)(
		join(binaries, 'initdb'),
		[
			...['--pgdata', folder, '--username', user, '--auth', 'trust'],
			...['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
		],
		{ uid },
	);
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		// What is lost when the machine breaks down need not be found again.
		fsync: 'off',
		synchronous_commit: 'off',
		full_page_writes: 'off',
	};
	const daemon = await startDaemon({
		command: join(binaries, 'postgres'),
		args: [
			...['-D', folder],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		port,
		ready: 'database system is ready to accept connections',
		// Breaks off who is still connected.
		stopSignal: 'SIGINT',
		uid,
	});
	return {
		...daemon,
		user,
		database: 'postgres',
		stop: async () => {
			await daemon.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** The folder of the newest PostgreSQL's programs, which Debian puts on no PATH. */
async function binariesOf(): Promise<string> {
	// Comes with the servers.
	systemProgram('pg_createcluster');
	const versions = await readdir(VERSIONS);
	const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
	if (newest === undefined) throw new Error(`There is no PostgreSQL in ${VERSIONS}`);
	return join(VERSIONS, newest, 'bin');
}

function uidOf(user: string): number {
	return Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }));
}

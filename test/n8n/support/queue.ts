import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

import { N8nClient } from '../../../scripts/n8n/client';
import type { N8nPlace } from '../../../scripts/n8n/environment';
import { freePort } from '../../../scripts/n8n/freePort';
import { ensureN8n } from '../../../scripts/n8n/installation';
import { startN8n, type N8nServer } from '../../../scripts/n8n/server';
import { startPostgres } from './postgres';
import { prepared } from './prepared';
import { startRedis } from './redis';

/** An n8n in queue mode: the main process polls and takes requests, workers execute. */
export interface QueueMode {
	/** The main process: `http://127.0.0.1:PORT` */
	url: string;
	/** The REST interface of the main process, in the name of the owner. */
	client: N8nClient;
	/** For each worker the executions that it has started, in order; a resumed one again. */
	started(): string[][];
	/** Stops everything. */
	stop(): Promise<void>;
}

/** Starts a main process and workers with the package installed in each, on a PostgreSQL and a Redis of their own. */
export async function startQueueMode(workers: number): Promise<QueueMode> {
	const running: Array<{ stop(): Promise<void> }> = [];
	const stop = async () => {
		for (const one of running.reverse()) await one.stop();
	};
	try {
		const redis = await startRedis();
		running.push(redis);
		const postgres = await startPostgres();
		running.push(postgres);
		const port = await freePort();
		const environment = {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: postgres.user,
			DB_POSTGRESDB_DATABASE: postgres.database,
			N8N_ENCRYPTION_KEY: 'the same for all processes',
			// Of the main process also on the workers, which otherwise name themselves.
			WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		};
		// It makes the tables; the workers would fail without.
		const main = await startN8n(await newPlace(environment, port));
		running.push(main);
		const client = new N8nClient(main.url);
		await client.setUpOwner();
		const servers: N8nServer[] = await Promise.all(
			Array.from(
				{ length: workers },
				async () =>
					await startN8n({
						...(await newPlace(environment, await freePort())),
						command: 'worker',
					}),
			),
		);
		running.push(...servers);
		return {
			url: main.url,
			client,
			started: () =>
				servers.map((server) =>
					[...server.log().matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id),
				),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** A folder for one process, with the package installed. */
async function newPlace(environment: NodeJS.ProcessEnv, port: number): Promise<N8nPlace> {
	const { folder, userFolder: template } = prepared();
	const userFolder = await mkdtemp(join(folder, 'queue-'));
	await cp(join(template, '.n8n', 'nodes'), join(userFolder, '.n8n', 'nodes'), { recursive: true });
	return {
		installation: await ensureN8n(),
		userFolder,
		port,
		brokerPort: await freePort(),
		environment,
	};
}

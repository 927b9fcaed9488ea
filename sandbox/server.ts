import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Express } from 'express';

import type { ServiceContext } from './context';

/** A server of one sandbox. */
export interface SandboxServer {
	/** Stops listening and breaks off what is still open. */
	close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 for one sandbox, whose `origin` it sets.
 * @param handle the application that the sandboxes of the service share
 * @param port 0 takes a free one
 */
export async function listen(
	handle: Express,
	context: ServiceContext,
	port: number,
): Promise<SandboxServer> {
	const server = createServer((request, response) => {
		Object.assign(request, { sandbox: context });
		handle(request, response);
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	context.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

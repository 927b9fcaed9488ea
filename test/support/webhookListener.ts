import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ActiveWebhook } from './engine';

/** An address at which a webhook trigger of an active workflow is reached over HTTP. */
export interface Listener {
	url: string;
	/** The bodies that came. */
	received: unknown[];
	/** The response that each got. */
	statuses: number[];
	/** The items of each execution that was started. */
	started: INodeExecutionData[][];
	/** The workflow's static data as it is stored. */
	staticDataOf(): IDataObject;
	close(): Promise<void>;
}

/** Listens on a free loopback port for a trigger, as n8n's server does. */
export async function listenFor(trigger: ActiveWebhook): Promise<Listener> {
	const received: unknown[] = [];
	const statuses: number[] = [];
	const started: INodeExecutionData[][] = [];
	const server = createServer(async (request, response) => {
		const body = await json(request);
		received.push(body);
		const headers = request.headers as Record<string, string>;
		const { status, body: answer, items } = await trigger.request({ body, headers });
		if (items) started.push(items);
		statuses.push(status);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
		...{ received, statuses, started },
		staticDataOf: () => trigger.staticData(),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalResponse {
	status?: number;
	/** Sent as it is when it is a Buffer, as JSON otherwise. */
	body?: unknown;
	type?: string;
}

/** An HTTP server for tests of the harness: it records its requests and sends the given responses. */
export interface LocalServer {
	url: string;
	requests: Array<{ method: string; path: string; headers: IncomingHttpHeaders; body: string }>;
	/** Sets the responses to send in turn; the last one is sent from then on. */
	respondWith(...responses: LocalResponse[]): void;
	close(): Promise<void>;
}

/** Starts one on a free loopback port. */
export async function startLocalServer(): Promise<LocalServer> {
	const requests: LocalServer['requests'] = [];
	let responses: LocalResponse[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { method = '', url = '', headers } = request;
		requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
		const { status, body, type } = (responses.length > 1 ? responses.shift() : responses[0]) ?? {};
		response
			.writeHead(status ?? 200, { 'content-type': type ?? 'application/json' })
			.end(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {}));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		respondWith: (...next) => {
			responses = next;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

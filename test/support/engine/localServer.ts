import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
	status?: number;
	/** Sent as it is when it is a Buffer, as JSON otherwise. */
	body?: unknown;
	type?: string;
}

/** An HTTP server for tests of the harness: it keeps what it was asked and answers as told. */
export interface LocalServer {
	url: string;
	requests: Array<{ method: string; path: string; headers: IncomingHttpHeaders; body: string }>;
	/** Sets the answers to give in turn; the last one is given from then on. */
	answer(...answers: Answer[]): void;
	close(): Promise<void>;
}

/** Starts one on a free loopback port. */
export async function startLocalServer(): Promise<LocalServer> {
	const requests: LocalServer['requests'] = [];
	let answers: Answer[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { method = '', url = '', headers } = request;
		requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
		const { status, body, type } = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
		response
			.writeHead(status ?? 200, { 'content-type': type ?? 'application/json' })
			.end(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {}));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		answer: (...next) => {
			answers = next;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

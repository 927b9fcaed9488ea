import { createServer, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import { serveParent } from './serviceProcess';

/** The response of a bare server, as JSON. */
interface BareResponse {
	status: number;
	body: object;
	headers?: OutgoingHttpHeaders;
}

/** A service that does no more than its responses need. */
interface BareService {
	apiKey: string;
	/** The path of its base URL: `/api/v1`. */
	basePath?: string;
	contactListId?: number;
	/** How much later each response comes, in ms. */
	latencyMs?: number;
	/** @param text the body; @param numbers takes the phone numbers that arrived */
	respond(request: IncomingMessage, text: string, numbers: Set<string>): BareResponse;
}

/** Starts a service on Node's bare server, for the parent process. */
export function serveBare(service: BareService): void {
	const { apiKey, basePath = '', contactListId = 0, latencyMs = 0 } = service;
	const numbers = new Set<string>();
	let requests = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			requests++;
			const text = Buffer.concat(chunks).toString();
			const { status, body, headers } = service.respond(request, text, numbers);
			const json = JSON.stringify(body);
			const reply = () => {
				response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
				response.end(json);
			};
			if (latencyMs > 0) setTimeout(reply, latencyMs);
			else reply();
		});
	});
	server.listen(0, '127.0.0.1', () => {
		const { port } = server.address() as AddressInfo;
		const url = `http://127.0.0.1:${port}${basePath}`;
		serveParent({ url, apiKey, contactListId, firstContactId: 0 }, () => {
			const different = numbers.size;
			numbers.clear();
			return { requests, refused: 0, numbers: different };
		});
	});
}

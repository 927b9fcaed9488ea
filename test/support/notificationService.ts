import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A notification as the service lists it. */
export interface ListedNotification {
	id: string;
	type: string;
	data: { id: number; name: string };
	read_at: string | null;
	created_at: string;
	updated_at: string;
}

/**
 * GET and PUT /notifications alone, with nothing but what a simulation of many thousand polls needs:
 * what is listed, failed responses, and responses that are held back.
 */
export class NotificationService {
	/** Newest first, as the service returns them. */
	listed: ListedNotification[] = [];
	/** Statuses with which the next lists fail. */
	failures: number[] = [];
	/** Statuses with which the next marks as read fail. */
	markFailures: number[] = [];
	/** Told each notification that is marked as read. */
	onMarked: (id: string) => void = () => undefined;
	private held?: { arrived: () => void; released: Promise<void> };
	private readonly server = createServer((request, response) => {
		void this.respond(request.method ?? '', request.url ?? '', response);
	});

	/** Starts on a free port of 127.0.0.1. @returns the credential that reaches it */
	async start(): Promise<{ apiKey: string; baseUrl: string }> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		const { port } = this.server.address() as AddressInfo;
		return { apiKey: 'simulation-key', baseUrl: `http://127.0.0.1:${port}/api/v1` };
	}

	async stop(): Promise<void> {
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
	}

	/**
	 * Holds back the next list that is asked for; what it holds is fixed when it is asked for.
	 *
	 * @returns when it was asked for, and what lets it go
	 */
	holdNextList(): { asked: Promise<void>; release: () => void } {
		let arrived = () => {};
		let release = () => {};
		const asked = new Promise<void>((resolve) => (arrived = resolve));
		const released = new Promise<void>((resolve) => (release = resolve));
		this.held = { arrived, released };
		return { asked, release };
	}

	private async respond(method: string, url: string, response: ServerResponse): Promise<void> {
		if (method === 'PUT') return this.mark(url.split('/').at(-1) ?? '', response);
		const failure = this.failures.shift();
		if (failure !== undefined) return reply(response, failure, { message: 'Not now.' });
		const body = JSON.stringify({ data: this.listed, unread: 0 });
		const { held } = this;
		if (held) {
			this.held = undefined;
			held.arrived();
			await held.released;
		}
		reply(response, 200, body);
	}

	private mark(id: string, response: ServerResponse): void {
		const failure = this.markFailures.shift();
		if (failure !== undefined) return reply(response, failure, { message: 'Not now.' });
		const notification = this.listed.find((candidate) => candidate.id === id);
		if (!notification) return reply(response, 404, { message: 'Not found.' });
		notification.read_at = notification.created_at;
		this.onMarked(id);
		reply(response, 200, { id, read_at: notification.read_at });
	}
}

function reply(response: ServerResponse, status: number, body: object | string): void {
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'X-RateLimit-Limit': '1000000',
		'X-RateLimit-Remaining': '999999',
	});
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

import type { Sandbox } from './index';

/** A response of the sandbox, for tests. */
export interface SandboxResponse {
	status: number;
	headers: Headers;
	/** The raw body. */
	text: string;
	/** The body read as JSON; a body that is not JSON fails the test that reads it. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

/** Sends requests to a sandbox with its key, and nothing else added. */
export class SandboxClient {
	constructor(
		private readonly sandbox: Sandbox,
		private readonly apiKey = sandbox.apiKey,
	) {}

	get(path: string): Promise<SandboxResponse> {
		return this.send('GET', path);
	}

	post(path: string, body?: unknown): Promise<SandboxResponse> {
		return this.send('POST', path, body);
	}

	put(path: string, body?: unknown): Promise<SandboxResponse> {
		return this.send('PUT', path, body);
	}

	delete(path: string): Promise<SandboxResponse> {
		return this.send('DELETE', path);
	}

	/** @param path under `/api/v1`, or a whole URL */
	async send(method: string, path: string, body?: unknown): Promise<SandboxResponse> {
		const response = await fetch(path.startsWith('http') ? path : this.sandbox.url + path, {
			method,
			headers: {
				Accept: 'application/json',
				Authorization: `Bearer ${this.apiKey}`,
				'Content-Type': 'application/json',
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			text,
			get json() {
				return JSON.parse(text);
			},
		};
	}
}

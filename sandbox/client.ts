import type { Sandbox } from './index';

/** An answer of the sandbox as a test looks at it. */
export interface Answer {
	status: number;
	headers: Headers;
	/** The raw body. */
	text: string;
	/** The body read as JSON; a body that is none fails the reading test. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

/** Sends requests to a sandbox with its key, and nothing else added. */
export class SandboxClient {
	constructor(
		private readonly sandbox: Sandbox,
		private readonly apiKey = sandbox.apiKey,
	) {}

	get(path: string): Promise<Answer> {
		return this.send('GET', path);
	}

	post(path: string, body?: unknown): Promise<Answer> {
		return this.send('POST', path, body);
	}

	put(path: string, body?: unknown): Promise<Answer> {
		return this.send('PUT', path, body);
	}

	delete(path: string): Promise<Answer> {
		return this.send('DELETE', path);
	}

	/** @param path under `/api/v1`, or a whole URL */
	async send(method: string, path: string, body?: unknown): Promise<Answer> {
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

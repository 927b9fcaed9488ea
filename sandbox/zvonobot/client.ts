import type { SandboxResponse } from '../client';
import type { ZvonobotSandbox } from './index';

/** Sends requests to a sandbox of Zvonobot with its key in the body, and nothing else added. */
export class ZvonobotClient {
	constructor(
		private readonly sandbox: ZvonobotSandbox,
		private readonly apiKey = sandbox.apiKey,
	) {}

	/** @param path e.g. `/apiCalls/create`, with a query where there is one */
	post(path: string, fields: object = {}): Promise<SandboxResponse> {
		return this.send(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ apiKey: this.apiKey, ...fields }),
		});
	}

	/** Sends a form, as a file needs it. */
	upload(path: string, fields: Record<string, string | Blob>): Promise<SandboxResponse> {
		const body = new FormData();
		for (const [name, value] of Object.entries({ apiKey: this.apiKey, ...fields })) {
			body.append(name, value);
		}
		return this.send(path, { method: 'POST', body });
	}

	get(path: string): Promise<SandboxResponse> {
		return this.send(path, {});
	}

	private async send(path: string, init: RequestInit): Promise<SandboxResponse> {
		const response = await fetch(this.sandbox.url + path, init);
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

/** The part of a sandbox that those of all services have. */
export interface AnySandbox {
	url: string;
	/** Requests and responses that broke the service's contract. */
	violations: string[];
	close(): Promise<void>;
}

/** A service in the whole n8n: its package and its credential, and the sandbox that stands in for it. */
export interface WholeService<Sandbox extends AnySandbox, Options extends object> {
	/** As its node is called. */
	name: string;
	/** The name under which its package is published and installed. */
	packageName: string;
	credentialType: string;
	/** Its folder below `examples/`; empty for the folder itself. */
	examples: string;
	/** Where `npm run dev` starts its sandbox, if the port is free. */
	port: number;
	/** Starts a sandbox with an account of its own. @param key of the account; a fixed one without */
	start(options: Options, key?: string): Promise<Sandbox>;
	/** Starts the sandbox of an account that has been in use for a while, which moves by itself. */
	startSeeded(seeded: SeededStart): Promise<Sandbox>;
	/** Returns the data of a credential for a sandbox. */
	credentialOf(sandbox: Sandbox): object;
}

/** Settings of a seeded sandbox. */
export interface SeededStart {
	/** 0 for a free one. */
	port: number;
	/** The n8n beside it: `http://localhost:5678` */
	n8nUrl: string;
}

/** Milliseconds between two steps of a seeded sandbox. */
export const STEP_MS = 3000;

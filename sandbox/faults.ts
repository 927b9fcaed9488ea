/** A fault on the way of a request or of its response. */
export type Fault =
	/** A response of the given status, before any effect; bytes as its body are sent as they are. */
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** A proxy's HTML page (502 by default), before any effect. */
	| { kind: 'html'; status?: number; body?: string }
	/** The connection is reset, before any effect. */
	| { kind: 'reset' }
	/** The request is held up for so many ms, or until `until` settles, and then served. */
	| { kind: 'delay'; ms?: number; until?: Promise<unknown> }
	/**
	 * The service is late: somebody on the way to it gives up at once, with a response of the given status or,
	 * without one, by breaking off the connection; and the service does its work so many ms later, or when
	 * `until` settles.
	 */
	| {
			kind: 'late';
			ms?: number;
			until?: Promise<unknown>;
			status?: number;
			body?: unknown;
			headers?: Record<string, string>;
	  }
	/** The response is held back for so many ms although the work is done. */
	| { kind: 'delayAfterEffect'; ms: number }
	/** The connection breaks off in the middle of the response body, once the work is done. */
	| { kind: 'resetInBody' }
	/**
	 * The response stops in the middle of its body, once the work is done, and the connection stays; with
	 * `everyMs` a space comes so often, so that it isn't silent.
	 */
	| { kind: 'hangInBody'; everyMs?: number }
	/** A debug page or a proxy's refusal that shows the key as the request brought it, before any effect. */
	| { kind: 'echo'; status: number; in: 'message' | 'errors' | 'html' | 'location' }
	/** Something happens at the service just before the request is served. */
	| { kind: 'meanwhile'; happens: () => void }
	| ResponseFault;

/** Faults that strike after the handler has done its work. */
export type ResponseFault =
	/** The handler's status without its body. */
	| { kind: 'emptyBody' }
	/** The first half of the handler's JSON. */
	| { kind: 'truncatedJson' }
	/** Another JSON than the handler's, made of it. */
	| { kind: 'altered'; alter: (json: unknown) => unknown }
	/** The connection is reset although the work is done. */
	| { kind: 'resetAfterEffect' }
	/** A response of the given status although the work is done. */
	| {
			kind: 'statusAfterEffect';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
	  };

/** The requests that a fault strikes. */
export interface FaultMatch {
	method?: string;
	/** A prefix of the path, or an expression for it: `/lists` means `/api/v1/lists`; the full path works too. */
	path?: string | RegExp;
	/** How many matching requests are struck; 1 by default. */
	times?: number;
	/** How many matching requests are let through first. */
	after?: number;
}

interface PlannedFault {
	match: FaultMatch;
	fault: Fault;
	skip: number;
	left: number;
}

/** A request that a fault struck. */
export interface Strike {
	method: string;
	/** Full path without the query. */
	path: string;
	fault: Fault;
}

/** Faults planned for the requests to come. */
export class Faults {
	/** The requests that were struck so far, in the order of their arrival. */
	readonly strikes: Strike[] = [];

	private planned: PlannedFault[] = [];

	private heldUp = 0;

	private onceSettled: Array<() => void> = [];

	/** Plans a fault; several are used up in the order they were added. */
	add(fault: Fault & FaultMatch): void {
		const { method, path, times = 1, after = 0 } = fault;
		this.planned.push({ match: { method, path }, fault, skip: after, left: times });
	}

	/** Forgets every planned fault. */
	clear(): void {
		this.planned = [];
	}

	/** Takes the fault that strikes this request, if there is one. */
	take(method: string, fullPath: string): Fault | undefined {
		for (const planned of this.planned) {
			if (planned.left === 0 || !matches(planned.match, method, fullPath)) continue;
			if (planned.skip > 0) {
				planned.skip -= 1;
				continue;
			}
			planned.left -= 1;
			this.strikes.push({ method, path: fullPath, fault: planned.fault });
			return planned.fault;
		}
		return undefined;
	}

	/** Records that a request is held up. @returns to be called once, when it has been served */
	holdUp(): () => void {
		this.heldUp += 1;
		let isServed = false;
		return () => {
			if (isServed) return;
			isServed = true;
			this.heldUp -= 1;
			if (this.heldUp > 0) return;
			for (const resolve of this.onceSettled.splice(0)) resolve();
		};
	}

	/** Resolves once no request is held up any more: all late effects have happened. */
	async settled(): Promise<void> {
		if (this.heldUp === 0) return;
		await new Promise<void>((resolve) => this.onceSettled.push(resolve));
	}
}

function matches({ method, path }: FaultMatch, actualMethod: string, fullPath: string): boolean {
	if (method && method.toUpperCase() !== actualMethod) return false;
	if (path === undefined) return true;
	const short = fullPath.replace(/^\/api\/(v1|public)/, '');
	if (typeof path === 'string') return short.startsWith(path) || fullPath.startsWith(path);
	const stateless = new RegExp(path.source, path.flags.replace(/[gy]/g, ''));
	return stateless.test(short) || stateless.test(fullPath);
}

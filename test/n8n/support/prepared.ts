import type { Tarball } from '../../../scripts/packages/pack';

/** Data created once for all test files: see globalSetup.ts. */
export interface Prepared {
	/** Holds everything of this run of the tests. */
	folder: string;
	/** A user folder with the packages installed and the owner's account made, to be copied. */
	userFolder: string;
	/** The packages that are installed. */
	tarballs: Tarball[];
}

const VARIABLE = 'AUTOCALL_PREPARED_N8N';

/** Hands it on to the test files, which run in processes of their own. */
export function hand(prepared: Prepared): void {
	process.env[VARIABLE] = JSON.stringify(prepared);
}

/** Returns the data of the setup. @throws Error outside of `npm run test:n8n` */
export function prepared(): Prepared {
	const text = process.env[VARIABLE];
	if (!text)
		throw new Error('Tests of the whole n8n run with jest.n8n.config.cjs (npm run test:n8n)');
	return JSON.parse(text) as Prepared;
}

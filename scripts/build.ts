/** `npm run build`: makes `dist/` of every package. */
import { buildPackages } from './packages/build';

try {
	buildPackages();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** `npm run release -- autocall-v1.2.3 <folder>`: puts the tarball and the notes of a tag into a folder. */
import { communityPackages } from './packages/communityPackages';
import { prepareRelease } from './release/prepareRelease';

async function main([tag, into]: string[]): Promise<void> {
	if (tag === undefined || into === undefined) {
		throw new Error(
			'Which release, and into which folder? For example: npm run release -- autocall-v1.2.3 release',
		);
	}
	const { file } = await prepareRelease(tag, communityPackages(), into);
	console.log(`${tag} publishes ${file}.`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});

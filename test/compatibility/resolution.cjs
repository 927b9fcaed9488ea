/**
 * Tests of compatibility find n8n's packages in the folder that the environment variable `N8N_ENGINE` names
 * (`oldest` or `newest`), and not in the project's own node_modules: outside of Jest's sandbox as soon as this
 * file is loaded, inside by the resolver that it exports.
 */
const Module = require('node:module');
const path = require('node:path');

const repository = path.resolve(__dirname, '../..');
const n8nFolder = path.join(__dirname, 'versions', process.env.N8N_ENGINE);
/** Modules that the tests and their harness share with n8n: luxon for its clock, winston for its log. */
const ofN8n =
	/^(n8n-core|n8n-workflow|n8n-nodes-base|@n8n\/di|@n8n\/backend-common|luxon|winston)(\/|$)/;

/** @returns {boolean} whether a path lies in a folder */
function isIn(folder, location) {
	return location === folder || location.startsWith(folder + path.sep);
}

/** @returns {boolean} whether a folder lies in what was built, of the root or of a package in packages/ */
function isBuilt(folder) {
	const [first, , third] = path.relative(repository, folder).split(path.sep);
	return (first === 'packages' ? third : first) === 'dist';
}

/**
 * @param {string} request what is imported
 * @param {string} folder the folder of the file that imports it
 * @returns {string | undefined} the folder to look from, if not that of the file
 */
function otherFolder(request, folder) {
	const isOurs = isIn(repository, folder) && !folder.split(path.sep).includes('node_modules');
	if (!isOurs || request.startsWith('.') || path.isAbsolute(request)) return undefined;
	// An installed community package finds what n8n has itself, whatever it is.
	const isFromN8n = isBuilt(folder) ? !Module.isBuiltin(request) : ofN8n.test(request);
	return isFromN8n ? n8nFolder : undefined;
}

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, parent, isMain, options) => {
	const folder = parent?.filename && otherFolder(request, path.dirname(parent.filename));
	return resolveFilename(request, parent, isMain, folder ? { paths: [folder] } : options);
};

/** @type {import('jest-resolve').SyncResolver} */
module.exports = (request, options) => {
	const folder = otherFolder(request, options.basedir);
	return options.defaultResolver(request, folder ? { ...options, basedir: folder } : options);
};

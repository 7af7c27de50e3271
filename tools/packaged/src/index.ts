export { testHttpApi } from './http-api.ts';
export { packageService } from './package-service.ts';
export { type FunctionWanted, testPackage } from './test-package.ts';
export { allow, arnOf, imported, inTable, own, sipMediaApplication } from './template.ts';

printf 'int main(void) { return totl(1, 2); }\n' >page.c
record gcc-undeclared rules active code compile_error 'an undeclared function, with -Werror' 'gcc -Wall -Werror -o page page.c'
printf 'int total(int, int);\nint main(void) { return total(1, 2); }\n' >page.c
record gcc-undefined-reference measure active code link_error 'the linker finds no definition' 'gcc -o page page.c'
printf 'int error_handler(int unused) { int fatal; return 0; }\nint main(void) { return error_handler(1); }\n' >warn.c
record gcc-warnings-success measure active none - 'only warnings, about names with error and fatal in them; exit 0' 'gcc -Wall -Wextra -o warn warn.c && echo built' --distractor
printf '#include <stdio.h>\n#include <stdlib.h>\nint main(void) { int *row = getenv("NO_SUCH_ROW") ? malloc(4) : 0; puts("reading row 17"); fflush(stdout); return *row; }\n' >crash.c
gcc -w -o crash crash.c
record c-segfault rules active code segmentation_fault 'SIGSEGV in the program of the job' 'exec ./crash'
record c-segfault-in-shell measure active code segmentation_fault 'the shell says that its child had a segmentation fault, exit 139' './crash; code=$?; exit $code'
printf '#include <assert.h>\nint main(void) { int pages = 2; assert(pages == 3); }\n' >abort.c
gcc -o abort abort.c
record c-assert-abort rules active code assertion_failed 'a failed assert() aborts the program' 'exec ./abort'
printf '#include <stdlib.h>\n#include <string.h>\nint main(void) { char *row = malloc(8); strcpy(row, "a row that is much longer than eight"); free(row); free(row); }\n' >heap.c
gcc -w -o heap heap.c
record c-double-free measure active code - 'the allocator finds a double free and aborts' 'exec ./heap'
printf 'report: pages total.txt\n\tcat $^ >$@\npages:\n\t-rm old-page\n\techo page >pages\n' >Makefile
record make-no-rule-after-ignored rules active input file_not_found 'the error of rm is ignored by make; what is missing is the prerequisite total.txt' 'make report' --distractor
printf 'report: clean page\n\t./render page\nclean:\n\t-rm old-report\npage:\n\techo page >page\nrender.o: render.c\n' >Makefile
printf '#!/bin/sh\necho "render: $1: template footer.html not found" >&2\nexit 2\n' >render
chmod +x render
record make-recipe-failed measure active input file_not_found 'a recipe failed because a template is not there; the ignored error of rm is none' 'make report' --distractor
printf 'report\n    echo spaces\n' >Makefile
record make-bad-makefile measure boot code syntax_error 'the Makefile cannot be parsed' 'make report'

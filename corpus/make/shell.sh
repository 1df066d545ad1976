record bash-unbound-variable rules boot config missing_setting 'a setting that the script needs is not set' 'set -u; echo "report for $REPORT_DATE"'
record bash-command-not-found measure boot dependency command_not_found 'the program that the job calls is not installed' 'pandoc-render orders.md'
printf '#!/bin/sh\necho hi\n' >job.sh
record bash-not-executable measure boot config permission_denied 'exit 126: the script is not executable' './job.sh'
printf 'if true; then\n  echo start\n' >broken.sh
record bash-syntax rules boot code syntax_error 'the script cannot be parsed' 'bash broken.sh'
record bash-required-setting measure boot config missing_setting 'the script says which setting is missing' ': "${SMTP_HOST:?set it to the host of the mail gateway}"; echo sending'
record bash-silent-3 rules active unknown - 'no output and exit 3: nothing supports any cause' 'exit 3'
record bash-status-only measure active unknown - 'the last line only says that the job ended' 'echo "job nightly-report started"; echo "job nightly-report ended with status 7"; exit 7'
record bash-progress-then-1 rules active unknown - 'progress lines and exit 1: the seed of all unknowns' 'for n in 15 16 17; do echo "processing source $n of 42"; done; exit 1'
record bash-see-log measure active unknown - 'the reason is in a log that was not captured' 'echo "internal error, see /var/log/job/nightly.log" >&2; exit 70'
record bash-sigkill-silent measure active unknown - 'SIGKILL and no evidence who or why: memory is far from any limit' 'echo "processing source 17 of 42"; kill -9 $$'
record bash-sigusr1-silent rules active unknown - 'ended by a signal that says nothing' 'echo "processing source 3 of 42"; kill -USR1 $$'
record bash-sigterm-silent measure active cancelled terminated 'ended by SIGTERM from outside' 'echo "processing source 17 of 42"; kill -TERM $$'
record python-sigint rules active cancelled terminated 'interrupted: SIGINT' 'exec python3 -c "import os, signal, time; print(\"rendering\", flush=True); os.kill(os.getpid(), signal.SIGINT); time.sleep(1)"'
record bash-sleep-ended-by-limit measure active timeout timeout 'a silent command was ended by the run limit' 'exec sleep 60' --timeout 1
record bash-stubborn-ended-by-limit rules active timeout timeout 'ignores SIGTERM and was killed after the run limit' 'trap "" TERM; echo "holding on"; while :; do sleep 0.2; done' --timeout 1
record perl-module-missing measure boot dependency module_not_found 'a module that the script uses is not installed' 'perl -e "use Report::Renderer; print 1"'
printf 'customers = [{name: "Ada", city: "London"}, nil]\ncustomers.each { |one| puts one[:city] }\n' >job.rb
record ruby-no-method rules active code null_pointer 'NoMethodError for nil' 'ruby job.rb'
printf '<?php\nfunction page(array $row): string { return $row["title"]->render(); }\necho page(["title" => null]);\n' >job.php
record php-fatal measure active code null_pointer 'Uncaught Error: call of a member function on null' 'php -d display_errors=stderr job.php'
record bash-sighup measure active cancelled terminated 'ended by SIGHUP: its session was closed' 'echo "processing source 5 of 42"; kill -HUP $$'
record bash-fork-limit rules active resource too_many_processes 'fork failed under a limit of processes' 'ulimit -u 3; for n in 1 2 3 4 5 6; do sleep 2 & done; wait' --limits 'ulimit -u 3'
record perl-input-missing rules active input file_not_found 'the input of the script is not there' 'perl -e "open my \$in, q(<), q(orders.csv) or die qq(cannot open orders.csv: \$!\n); print <\$in>"'
record ruby-gem-missing measure boot dependency module_not_found 'a library that the script requires is not installed' 'ruby -e "require %q(page_renderer); PageRenderer.run"'
record php-input-missing rules active input file_not_found 'warnings first, then the job says that its input is not there' "php -d display_errors=stderr -r '\$rows = file(\"orders.csv\"); if (!\$rows) { fwrite(STDERR, \"orders.csv: no input\\n\"); exit(2); }'"
record bash-binary-output-then-refused measure active dependency connection_refused 'bytes that are no UTF-8 and a line without an end; then the service refused the connection' "printf 'page \\377\\376\\000 rendered'; printf 'progress 99%%\\r' >&2; curl -sS http://api.internal:9099/done" --distractor

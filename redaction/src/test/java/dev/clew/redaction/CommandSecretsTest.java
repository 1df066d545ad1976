package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets on command lines: as words, as a script, and as a line of output.
class CommandSecretsTest {
  private static final String CANARY = "CANARY7x9zz";

  /// `@` is the secret.
  private static final String COMMANDS =
      """
      curl -u bob:@ https://example.org
      curl -sSu bob:@ https://example.org
      curl -ubob:@ https://example.org
      curl --user bob:@ https://example.org
      curl --user=bob:@ https://example.org
      curl -u @: https://api.stripe.com/v1/charges
      curl -b sid=@ https://example.org
      curl --cookie sid=@ https://example.org
      curl -H 'Authorization: Bearer @' https://example.org
      curl -H 'X-Shop-Key: @' https://example.org
      curl -H "PRIVATE-TOKEN: @" https://example.org
      curl -d 'password=@' https://example.org
      curl --data '{"token": "@"}' https://example.org
      curl -F token=@ https://example.org
      curl -x http://me:@@proxy:3128 https://example.org
      curl -U me:@ -x proxy:3128 https://example.org
      curl --oauth2-bearer @ https://example.org
      curl --cert client.pem:@ https://example.org
      wget --password=@ https://example.org
      wget --http-password @ --user bob https://example.org
      wget --header='Authorization: Basic @' https://example.org
      http -a bob:@ example.org
      http example.org X-Api-Token:@
      ab -A bob:@ -n 10 http://example.org/
      mysql -p@ -u root shop
      mysql --password=@ shop
      mysqldump -uroot -p@ shop
      mysqladmin -u root password @
      mariadb -p'@' shop
      psql postgres://app:@@db/shop
      PGPASSWORD=@ psql -h db
      mongo -u admin -p @ shop
      mongosh mongodb://admin:@@db/shop
      mongodump --password @
      redis-cli -a @ ping
      redis-cli -h cache AUTH @
      redis-cli config set requirepass @
      sqlcmd -S db -U sa -P @
      sqlplus app/@@db
      cqlsh -u app -p @
      influx -username app -password @
      rabbitmqctl add_user app @
      rabbitmqctl change_password app @
      kafkacat -X sasl.password=@ -b broker
      etcdctl --user root:@ get x
      sshpass -p @ ssh host
      sshpass -p@ ssh host
      plink -pw @ host
      ssh-keygen -t rsa -N @ -f key
      ldapsearch -x -D cn=admin -w @ -b dc=x
      ldapmodify -xw @ -D cn=admin
      ldappasswd -s @ uid=x
      docker login -u bob -p @ registry.example.org
      docker run -e DB_PASSWORD=@ image
      docker run -eAPI_KEY_PROD=@ image
      docker build --build-arg NPM_TOKEN=@ .
      podman login --password=@ registry
      skopeo copy --src-creds bob:@ docker://a docker://b
      skopeo login -p @ registry
      helm registry login -u bob -p @ registry
      helm install shop ./chart --set db.password=@
      az login -u bob -p @
      az login --service-principal --password @
      az storage blob list --account-key @
      az storage blob list --connection-string DefaultEndpointsProtocol=https;AccountKey=@
      aws configure set aws_secret_access_key @
      aws secretsmanager create-secret --secret-string @
      aws rds create-db-instance --master-user-password @
      gcloud sql users set-password bob --password @
      doctl auth init -t @
      flyctl secrets set DB=@
      heroku config:set SHOP=@
      vault login @
      vault kv put secret/shop a=@
      vault operator unseal @
      vault write auth/approle/login role_id=x secret_id=@
      consul kv put shop/db @
      kubectl create secret generic db --from-literal=a=@
      kubectl --token=@ get pods
      kubectl --token @ get pods
      oc login -p @ https://cluster
      kubectl config set-credentials bob --token=@
      argocd login server --username bob --password @
      terraform apply -var db_password=@
      ansible-playbook -e db_password=@ site.yml
      npm config set //packages.example.org/:_authToken @
      npm publish --otp @
      yarn config set npmAuthToken @
      pip install --index-url https://bob:@@pypi.example.org/simple x
      poetry publish -u bob -p @
      poetry config pypi-token.pypi @
      twine upload -u bob -p @ dist/x
      cargo login @
      cargo publish --token @
      nuget setapikey @
      dotnet nuget push x.nupkg -k @
      gem push x.gem --key @
      bundle config gems.example.org bob:@
      composer config github-oauth.github.com @
      composer config http-basic.repo.example.org bob @
      mvn deploy -Dserver.password=@
      gradle publish -PmavenPassword=@
      java -Djavax.net.ssl.keyStorePassword=@ -jar x.jar
      sonar-scanner -Dsonar.login=x -Dsonar.token=@
      gh secret set DB -b @
      gh secret set DB --body @
      git clone https://bob:@@github.com/x/y
      git clone https://@@github.com/x/y
      git -c http.extraHeader='Authorization: Basic @' fetch
      gitlab-runner register -r @
      sentry-cli --auth-token @ releases list
      openssl enc -aes-256-cbc -k @ -in a
      openssl rsa -passin pass:@ -in key.pem
      openssl pkcs12 -passout pass:@ -export
      openssl passwd -6 @
      gpg --batch --passphrase @ -d a.gpg
      keytool -storepass @ -list
      jarsigner -keypass @ x.jar alias
      apksigner sign --ks-pass pass:@ x.apk
      security unlock-keychain -p @ login.keychain
      xcrun altool --upload-app -u bob -p @
      zip -P @ a.zip b
      unzip -P @ a.zip
      7z x -p@ a.7z
      qpdf --password=@ a.pdf b.pdf
      htpasswd -b users bob @
      htpasswd -nb bob @
      useradd -p @ bob
      smbclient //host/share -U bob%@
      mount -t cifs //host/share /mnt -o user=bob,password=@
      xfreerdp /u:bob /p:@ /v:host
      lftp -u bob,@ ftp.example.org
      rclone obscure @
      mc alias set play https://play.min.io access @
      snmpwalk -v3 -A @ -X @ host
      ipmitool -H host -U root -P @ power status
      nmcli dev wifi connect net password @
      swaks --auth-password @ -t a@b.c
      ngrok authtoken @
      tailscale up --authkey @
      cloudflared tunnel run --token @
      bw login bob@example.org @
      mosquitto_pub -P @ -t x
      stripe charges list --api-key @
      app --pass @
      app --pw @
      app --creds bob:@
      app --password -@
      app --api-key=@
      app -token @
      app --auth @
      app --client-secret @
      app --db-pass=@
      API_TOKEN_PROD=@ ./deploy
      env GH_PAT=@ ./deploy
      docker login -u bob -p@ registry
      snyk auth @
      codecov -t @
      app --dsn bob:@@tcp(db:3306)/shop
      sudo -u app mysql -p@
      docker exec db mysql -uroot -p@
      """;

  static List<String> commands() {
    return COMMANDS.strip().lines().toList();
  }

  static String with(String command) {
    return command
        .replace("@@", CANARY + "\u0001")
        .replaceAll("(?<=[^a-z])@|(?<=p)@", CANARY)
        .replace('\u0001', '@');
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (char unit : (command + " ").toCharArray()) {
      if (quote != 0 ? unit == quote : unit == '\'' || unit == '"') {
        quote = quote != 0 ? 0 : unit;
      } else if (unit == ' ' && quote == 0) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(unit);
      }
    }
    return words;
  }

  @Test
  void redacted_words_secretIsGoneAndLearnt() {
    List<String> leaks = new ArrayList<>();
    for (String command : commands()) {
      SecretRedactor redactor = new SecretRedactor();
      String shown = ProcessSecrets.redacted(redactor, words(with(command))).toString();
      if (shown.contains(CANARY) || redactor.redact("got " + CANARY).contains(CANARY)) {
        leaks.add(command + "   ->   " + shown);
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void redacted_script_secretIsGone() {
    List<String> leaks = new ArrayList<>();
    for (String command : commands()) {
      List<String> words =
          List.of("bash", "-c", "set -e; cd /srv && " + with(command) + " | tee x");
      String shown = ProcessSecrets.redacted(new SecretRedactor(), words).toString();
      if (shown.contains(CANARY)) {
        leaks.add(command + "   ->   " + shown);
      }
    }
    assertThat(leaks).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          + curl -u bob:CANARY7x9zz https://example.org/ | + curl -u bob:[redacted:password len=11] https://example.org/
          Running: /usr/bin/mysql -pCANARY7x9zz shop | Running: /usr/bin/mysql -p[redacted:argument len=11] shop
          $ sshpass -p 'CANARY7x9zz' ssh host | $ sshpass -p '[redacted:argument len=11]' ssh host
          """)
  void redact_lineOfOutput_secretIsGone(String line, String shown) {
    assertThat(new SecretRedactor().redact(line)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh -c exit 3",
        "docker run -u node:node -p 8080:80 -e MODE=fast image",
        "docker run --user 1000:1000 image",
        "curl -H 'Accept: application/json' -o out.html https://example.org/a?b=c",
        "git -c user.name=Ann commit -m 'fix the password prompt'",
        "ssh -p 2222 host uptime",
        "mkdir -p a/b/c",
        "mysql -u root -p shop -e 'select 1'",
        "tar -xzf a.tgz -C /srv",
        "make -j4 KEYBOARD=us V=1",
        "kubectl get secret db -o yaml",
        "vault kv get secret/shop",
        "aws configure set region eu-west-1",
        "npm config set registry https://packages.example.org/",
        "java -Xmx512m -Dfile.encoding=UTF-8 -jar app.jar --sort-key created",
        "app --token-file /run/token --auth basic --password --host db",
        "openssl rsa -passin env:PW -passout file:/run/pw -in key.pem",
        "curl -u bob:$PW -H \"Authorization: Bearer $TOKEN\" https://$USER:${PW}@example.org/",
        "echo postgres://app:$DB_PASSWORD@db/x",
        "mysql -p$MYSQL_PW --password=\"$(cat pw)\" shop"
      })
  void redacted_noSecret_isTheSame(String command) {
    List<String> words = words(command);
    assertThat(ProcessSecrets.redacted(new SecretRedactor(), words)).isEqualTo(words);
    List<String> script = List.of("sh", "-c", command);
    assertThat(ProcessSecrets.redacted(new SecretRedactor(), script)).isEqualTo(script);
    assertThat(new SecretRedactor().redact(command)).isEqualTo(command);
  }
}
